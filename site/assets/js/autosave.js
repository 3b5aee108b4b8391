// Saves each part of a form marked data-autosave (its value is the address) soon after a change.
// Without this script the same form is saved by its button. Nothing typed is thrown away: a save
// that fails for want of a connection is tried again until it succeeds.

const RETRY_AFTER = 3000; // ms; a lift or a dead spot in a house lasts longer than a blip
const TYPING_PAUSE = 800; // ms

class Autosave {
  constructor(section) {
    this.section = section;
    this.status = section.querySelector("[data-autosave-status]");
    this.form = section.closest("form");
    this.changes = 0; // counted, so that a change made during a save is saved after it
    this.saved = 0;
    section.addEventListener("change", () => this.note(0));
    section.addEventListener("input", (event) => {
      if (event.target.matches("textarea, [type=text]")) this.note(TYPING_PAUSE);
    });
    window.addEventListener("online", () => this.save());
  }

  note(pause) {
    this.changes += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  get isUnsaved() {
    return this.saved < this.changes;
  }

  async save() {
    if (this.isSaving || !this.isUnsaved) return;
    this.isSaving = true;
    const saving = this.changes;
    try {
      await this.answer(await this.post(), saving);
    } catch {
      this.say(this.section.dataset.unsaved, true);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), RETRY_AFTER);
      return;
    } finally {
      this.isSaving = false;
    }
    if (this.isUnsaved && saving < this.changes) this.save();
  }

  post() {
    const body = new URLSearchParams();
    for (const field of this.section.querySelectorAll("input, textarea")) {
      if (field.type !== "radio" || field.checked) body.append(field.name, field.value);
    }
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]").value;
    return fetch(this.section.dataset.autosave, {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body,
    });
  }

  async answer(response, saving) {
    if (response.redirected || response.status === 403) {
      this.saved = saving;
      this.say(this.section.dataset.signedOut, true);
      return;
    }
    if (response.status >= 500) throw new Error(response.statusText);
    const answer = await response.json();
    this.saved = saving; // answered: trying the same again would get the same answer
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
document.addEventListener("submit", () => (isLeavingBySave = true));
window.addEventListener("beforeunload", (event) => {
  if (!isLeavingBySave && parts.some((part) => part.isUnsaved)) event.preventDefault();
});
