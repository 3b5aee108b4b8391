"""How much a file and a question may hold: what the editor of questions can show and keep."""

from collections.abc import Iterator

from ..questions import Definition, Fault, gettext_noop, parts_of

_ = gettext_noop

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_QUESTIONS = 10_000
MOST_POINTS = 100
LONGEST_TEXT = 20_000
LONGEST_PLAIN = 300
LONGEST_UNIT = 40
LONGEST_OUTCOME = 200
MOST_PARTS = 100  # of a question: choices, pairs, answers


def too_much(definition: Definition) -> Iterator[Fault]:
    """What is beyond the editor. Looked at before anything that takes longer."""
    yield from _of_one(definition)
    for part in parts_of(definition):
        if part is not definition:
            yield from _of_one(part)


def _of_one(definition: Definition) -> Iterator[Fault]:
    lists = ("options", "pairs", "items", "answers", "distractors", "parts")
    listed = [part for name in lists for part in definition.get(name, ())]  # type: ignore[attr-defined]
    if len(listed) > MOST_PARTS:
        yield Fault(_("A question has at most %(most)d choices or answers."), {"most": MOST_PARTS})
    texts = [definition["stem"], definition["feedback"], definition.get("guidance", "")]
    texts += [part.get(n, "") for part in listed for n in ("text", "left", "feedback")]
    if any(len(text) > LONGEST_TEXT for text in texts):
        yield Fault(_("A text has at most %(most)d characters."), {"most": LONGEST_TEXT})
    plain = [part.get(name, "") for part in listed for name in ("right", "pattern")]
    plain += [item["text"] for item in definition.get("distractors", ())]
    if any(len(text) > LONGEST_PLAIN for text in plain):
        yield Fault(_("An answer has at most %(most)d characters."), {"most": LONGEST_PLAIN})
    if len(definition.get("unit", "")) > LONGEST_UNIT:
        yield Fault(_("A unit has at most %(most)d characters."), {"most": LONGEST_UNIT})
    if definition["points"] > MOST_POINTS and "parts" not in definition:
        yield Fault(_("A question is worth at most %(most)d points."), {"most": MOST_POINTS})
