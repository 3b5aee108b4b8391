// Saves each part of a form marked data-autosave (its value is the address) soon after a change.
// Without this script the same form is saved by its button. Nothing typed is thrown away: a save
// that fails for want of a connection is tried again until it succeeds, less and less often.

const RETRY_AFTER = 3000; // ms; a lift or a dead spot in a house lasts longer than a blip
const LONGEST_WAIT = 60_000; // ms
const TYPING_PAUSE = 800; // ms
const TYPED = "textarea, [type=text]";

// Signing in again in another tab changes the token: the cookie has the new one.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

class Autosave {
  constructor(section) {
    this.section = section;
    this.status = section.querySelector("[data-autosave-status]");
    this.form = section.closest("form");
    this.revision = section.querySelector("[name$=-revision]");
    this.changes = 0; // counted, so that a change made during a save is saved after it
    this.answered = 0;
    this.isRefused = false;
    this.wait = RETRY_AFTER;
    // What is typed is noted letter by letter: who then leaves the field changes nothing more, and
    // must not overwrite by that what another window has saved.
    section.addEventListener("change", ({ target }) =>
      target.matches(TYPED) ? this.save() : this.note(0),
    );
    section.addEventListener("input", ({ target }) => {
      if (target.matches(TYPED)) this.note(TYPING_PAUSE);
    });
    window.addEventListener("online", () => this.save());
    window.addEventListener("focus", () => this.save()); // back from signing in again
  }

  note(pause) {
    this.changes += 1;
    if (this.toOverwrite !== undefined) this.revision.value = this.toOverwrite;
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
      this.say(this.form.dataset.unsavedWords, true);
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
      const isChoice = field.type === "radio" || field.type === "checkbox";
      if (!isChoice || field.checked) body.append(field.name, field.value);
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
      this.say(this.form.dataset.signedOut, true);
      return;
    }
    if (response.status >= 500) throw new Error(response.statusText);
    const isOurs = response.headers.get("Content-Type") === "application/json";
    const answer = isOurs ? await response.json() : { message: this.form.dataset.gone };
    this.answered = saving; // trying the same again would get the same answer
    this.isRefused = !response.ok;
    // After a conflict only the next change overwrites, not the form's button just being pressed.
    if (response.ok) this.revision.value = answer.revision ?? this.revision.value;
    this.toOverwrite = response.ok ? undefined : answer.revision;
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
