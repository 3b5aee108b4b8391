// Saves each part of a form marked data-autosave (its value is the address) soon after a change.
// Without this script the same form is saved by its button. Nothing typed is thrown away: a save
// that fails for want of a connection is tried again until it succeeds, less and less often.

const RETRY_AFTER = 3000; // ms; a lift or a dead spot in a house lasts longer than a blip
const LONGEST_WAIT = 60_000; // ms
const TYPING_PAUSE = 800; // ms

// Signing in again in another tab changes the token: the cookie has the new one.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

class Autosave {
  constructor(section) {
    this.section = section;
    this.status = section.querySelector("[data-autosave-status]");
    this.form = section.closest("form");
    this.changes = 0; // counted, so that a change made during a save is saved after it
    this.answered = 0;
    this.isRefused = false;
    this.wait = RETRY_AFTER;
    section.addEventListener("change", () => this.note(0));
    section.addEventListener("input", (event) => {
      if (event.target.matches("textarea, [type=text]")) this.note(TYPING_PAUSE);
    });
    window.addEventListener("online", () => this.save());
    window.addEventListener("focus", () => this.save()); // back from signing in again
  }

  note(pause) {
    this.changes += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  get isWaiting() {
    return this.answered < this.changes;
  }

  get isUnsaved() {
    return this.isWaiting || this.isRefused;
  }

  async save() {
    if (this.isSaving || !this.isWaiting) return;
    this.isSaving = true;
    const saving = this.changes;
    try {
      await this.answer(await this.post(), saving);
      this.wait = RETRY_AFTER;
    } catch {
      this.say(this.section.dataset.unsaved, true);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), this.wait);
      this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
      return;
    } finally {
      this.isSaving = false;
    }
    if (saving < this.changes) this.save();
  }

  post() {
    const body = new URLSearchParams();
    for (const field of this.section.querySelectorAll("input, textarea")) {
      if (field.type !== "radio" || field.checked) body.append(field.name, field.value);
    }
    const hidden = this.form.querySelector("[name=csrfmiddlewaretoken]");
    hidden.value = token() || hidden.value; // so that the form's own button works again as well
    return fetch(this.section.dataset.autosave, {
      method: "POST",
      headers: { "X-CSRFToken": hidden.value },
      body,
    });
  }

  async answer(response, saving) {
    if (response.redirected || response.status === 403) {
      this.say(this.section.dataset.signedOut, true);
      return;
    }
    if (response.status >= 500) throw new Error(response.statusText);
    const isOurs = response.headers.get("Content-Type") === "application/json";
    const answer = isOurs ? await response.json() : { message: this.section.dataset.gone };
    this.answered = saving; // trying the same again would get the same answer
    this.isRefused = !response.ok;
    if (answer.revision !== undefined) {
      this.section.querySelector("[name$=-revision]").value = answer.revision;
    }
    this.say(answer.message || Object.values(answer.errors).flat().join(" "), !response.ok);
  }

  say(words, isWarning) {
    this.status.textContent = words;
    this.status.classList.toggle("app-rating__status--warning", isWarning);
  }
}

const parts = [...document.querySelectorAll("[data-autosave]")].map((s) => new Autosave(s));
let isLeavingBySave = false;
document.addEventListener("submit", (event) => {
  isLeavingBySave = parts.some((part) => part.form === event.target); // not by signing out
});
window.addEventListener("beforeunload", (event) => {
  if (!isLeavingBySave && parts.some((part) => part.isUnsaved)) event.preventDefault();
});
