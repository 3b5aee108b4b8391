// Keeps the answers of a quiz on the server while somebody answers, and hands them in when a time
// limit ends. Without it, the buttons of the page do the same.
const form = document.querySelector("[data-quiz]");
const question = document.querySelector("[data-quiz-question]"); // where one is asked a page
const status = document.querySelector("[data-quiz-status]");
const clock = document.querySelector("[data-quiz-clock]");
const limit = clock?.closest("[data-quiz-seconds]");
const PAUSE = 2000; // ms after the last change
const ANNOUNCED = [10, 5, 1]; // minutes left; said once each, so that nobody is read a clock

// The server takes answers for half a minute after the end, and then hands in by itself.
const GRACE = 31000; // ms

// Counted from the seconds that the server says are left: a device's own clock may be wrong.
const end = performance.now() + Number(limit?.dataset.quizSeconds) * 1000;
const wasOver = Number(limit?.dataset.quizSeconds) === 0;

const changed = new Set(); // the names of fields, since the page was loaded
let waiting = 0; // for a pause, to save what has changed

async function save(options = {}) {
  waiting = 0;
  const body = new FormData(form);
  const answer = await fetch(form.dataset.save, { method: "POST", body, ...options });
  if (answer.status === 409) {
    window.location.reload(); // handed in, in another tab or because time was up
  } else if (answer.ok) {
    status.textContent = (await answer.json()).message;
  }
}

function saveSoon() {
  clearTimeout(waiting);
  // Without a network the page still holds what was answered, and the next change tries again.
  waiting = setTimeout(() => save().catch(() => {}), PAUSE);
}

function stopWaiting() {
  clearTimeout(waiting);
  waiting = 0;
}

function watchTime() {
  const minutes = Math.ceil((end - performance.now()) / 60000);
  if (minutes <= 0) {
    clock.textContent = limit.dataset.quizOver;
    // A page that was loaded after the end could not be handed in, and would only load again.
    if (wasOver) setTimeout(leave, GRACE);
    else handIn();
    return;
  }
  if (ANNOUNCED.includes(minutes)) {
    clock.textContent = limit.dataset.quizLastMinutes.replace("%s", minutes);
  }
  setTimeout(watchTime, 1000);
}

function handIn() {
  if (form) send(form, "with_gaps");
  else if (question) send(question, "skip"); // keeps what is answered on this page
  else setTimeout(leave, GRACE);
}

function send(form, name) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: "1" }));
  form.submit();
}

function leave() {
  window.location.assign(window.location.pathname);
}

form?.addEventListener("input", (event) => {
  changed.add(event.target.name);
  saveSoon();
});
// However the page is sent, it says what was answered in it: another tab may know better of the
// rest. The empty name says so where nothing was.
form?.addEventListener("formdata", (event) => {
  for (const name of ["", ...changed]) event.formData.append("changed", name);
});
form?.addEventListener("submit", stopWaiting);
// Whoever leaves during the pause finds their last answer kept as well.
addEventListener("pagehide", () => {
  if (!waiting) return;
  stopWaiting();
  save({ keepalive: true }).catch(() => {});
});
if (limit) watchTime();
