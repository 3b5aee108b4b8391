// Comfort on a page of the checklist; without this script every item is shown and can be answered.

// An item that hangs on another is closed until that one's answer opens it. What was answered in it
// is kept, and not sent away: the server leaves it out of the score.
const items = new Map(
  [...document.querySelectorAll("[data-item]")].map((item) => [item.dataset.item, item]),
);

const answerOf = (item) => {
  const name = CSS.escape(`${item.dataset.item}-rating`);
  const ticked = item.querySelectorAll(`[name="${name}"]:checked`);
  if (ticked.length && ticked[0].type === "checkbox") {
    return { none: "0" }[ticked[0].value] ?? String(ticked.length);
  }
  return ticked[0]?.value ?? item.querySelector(`[name="${name}"][type=text]`)?.value.trim() ?? "";
};

const isAsked = (item) => {
  const { onlyIf, onlyIfAnswer, onlyIfAnswers } = item.dataset;
  if (!onlyIf) return true;
  const gate = items.get(onlyIf); // or else on another page, whose answer the server tells
  if (gate && !isAsked(gate)) return false;
  return onlyIfAnswers.split(" ").includes((gate ? answerOf(gate) : onlyIfAnswer) || "-");
};

const openAndClose = () => {
  for (const item of items.values()) {
    const closed = !isAsked(item) && !item.querySelector(".nhsuk-error-message");
    for (const part of item.querySelectorAll("[data-if-asked]")) part.hidden = closed;
    item.classList.toggle("app-rating--closed", closed);
  }
};

// “None of these” and “Not applicable” stand alone among tick boxes.
const ALONE = ["none", "na"];
const keepAlone = (box) => {
  const others = box.closest("fieldset").querySelectorAll(`[name="${CSS.escape(box.name)}"]`);
  for (const other of others) {
    const isAlone = ALONE.includes(box.value) || ALONE.includes(other.value);
    if (box.checked && other !== box && isAlone) other.checked = false;
  }
};

document.addEventListener(
  "change",
  (event) => {
    if (event.target.matches(".app-rating [type=checkbox]")) keepAlone(event.target);
    openAndClose();
  },
  true, // before autosave.js reads what is ticked
);
document.addEventListener("input", openAndClose);
openAndClose();

// Buttons beside a count.
for (const box of document.querySelectorAll("[data-stepper]")) {
  const field = box.querySelector("input");
  const button = (sign, label, by) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small app-step";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", () => {
      field.value = Math.max(0, (Number.parseInt(field.value, 10) || 0) + by);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return made;
  };
  box.prepend(button("−", box.dataset.less, -1));
  box.append(button("+", box.dataset.more, 1));
}
