"""Reading GIFT, Moodle's text format for questions.

What a question is, goes by its answers: `~` makes it one of choices, `->` matching, `#` numeric,
TRUE or FALSE alone what they say, nothing an essay, and anything else a short answer.
"""

import re

from ..questions import FULL, NONE, Definition, Fault, Kind, Rule, as_number, gettext_noop
from . import gift_texts as texts
from .categories import outcome_of
from .findings import Findings
from .gift_blocks import Block, Category, blocks
from .gift_grammar import Answer, Answers, Item, Question, parse
from .result import THE_FILE, CannotCarry, Loaded, line
from .shapes import (
    definition,
    keyed,
    number,
    option,
    range_of,
    topped_up,
    true_false,
    weight,
)

_ = gettext_noop

TRUTH = {"t": True, "true": True, "f": False, "false": False}
TAGS = re.compile(r"^[ \t]*//.*\[(?:id|tag):", re.MULTILINE)
MARKDOWN = Fault(_("Markdown is not read: its signs are kept as they were typed."))
ANY_OTHER = Fault(_("The feedback to any other answer was left out."))


def read_gift(text: str) -> Loaded:
    findings, category = Findings(), ""
    for block in blocks(text):
        if isinstance(block, Category):
            category = outcome_of(block.path)
        else:
            findings.count()
            _keep(findings, block, category)
    if TAGS.search(text):
        findings.lose(THE_FILE, [Fault(_("Tags and id numbers were left out."))])
    return findings.done()


def _keep(findings: Findings, block: Block, outcome: str) -> None:
    where = line(block.line)
    try:
        if not block.is_closed:
            raise CannotCarry(_("The answers have no closing brace."))
        question = parse(block.text)
        reading = _Reading(question)
        made = reading.definition()
    except CannotCarry as cannot:
        findings.skip(where, cannot.reason)
        return
    name = texts.plain(question.title)
    findings.keep(where, made, name=name, outcome=outcome, losses=reading.losses)


class _Reading:
    """One question, from what stands in the file to what it means."""

    def __init__(self, question: Question) -> None:
        if question.answers is None:
            raise CannotCarry(_("This is a text without a question."))
        self.answers: Answers = question.answers
        has_gap = bool(question.after.strip())
        stem = f"{question.before}_____{question.after}" if has_gap else question.before
        text = texts.read(stem)
        self.stem, self.format = text.html, text.format
        self.losses: list[Fault] = [MARKDOWN] if text.format == "markdown" else []

    def definition(self) -> Definition:
        answers = self.answers
        signs = {item.sign for item in answers.items}
        if answers.is_numeric:
            return self._numeric()
        if not answers.items and not answers.first.whole.strip():
            return self._made(Kind.ESSAY, guidance="")
        if answers.first.whole.strip().startswith(">"):
            raise CannotCarry(_("Questions to put in order are not read from GIFT."))
        if "~" in signs:
            return self._choices()
        if signs and any("->" in item.answer.text for item in answers.items):
            return self._matching()
        if not signs and texts.plain(answers.first.text).lower() in TRUTH:
            return self._true_false()
        return self._short()

    def _made(self, kind: Kind, **further: object) -> Definition:
        return definition(kind, self.stem, self._html(self.answers.general), **further)  # type: ignore[arg-type]

    def _html(self, raw: str) -> str:
        return texts.read(raw, self.format).html

    def _only_items(self) -> tuple[Item, ...]:
        if self.answers.first.whole.strip():
            raise CannotCarry(_("Each answer begins with = or ~."))
        return self.answers.items

    def _choices(self) -> Definition:
        items = self._only_items()
        options = [
            option(
                self._html(item.answer.text),
                weight(item.weight) if item.weight else FULL if item.sign == "=" else NONE,
                self._html(item.answer.feedback),
            )
            for item in items
        ]
        if any(item.sign == "=" for item in items):
            return self._made(Kind.SINGLE, options=keyed(options))
        return self._made(
            Kind.MULTIPLE, options=keyed(topped_up(options)), rule=Rule.AS_WEIGHTED.value
        )

    def _matching(self) -> Definition:
        pairs, distractors = [], []
        for item in self._only_items():
            left, arrow, right = item.answer.whole.partition("->")
            if not arrow:
                raise CannotCarry(_("A pair has no -> between its two sides."))
            if left.strip():
                pairs.append({"left": self._html(left), "right": texts.plain(right)})
            else:
                distractors.append({"text": texts.plain(right)})
        return self._made(
            Kind.MATCHING,
            pairs=keyed(pairs),
            distractors=keyed(distractors, len(pairs) + 1),
            rule=Rule.EACH_PAIR.value,
        )

    def _true_false(self) -> Definition:
        first = self.answers.first
        is_true = TRUTH[texts.plain(first.text).lower()]
        wrong, right, *_rest = [*map(self._html, first.comments), "", ""]
        by_answer = (right, wrong) if is_true else (wrong, right)
        return self._made(Kind.TRUE_FALSE, options=true_false(is_true, *by_answer))

    def _numeric(self) -> Definition:
        answers = []
        for worth, answer in self._accepted():
            text = texts.plain(answer.text)
            if text == "*":
                self.losses.append(ANY_OTHER)
                continue
            value, tolerance = _value(text)
            feedback = self._html(answer.feedback)
            answers.append(
                {"value": value, "tolerance": tolerance, "credit": worth, "feedback": feedback}
            )
        return self._made(Kind.NUMERIC, answers=answers, unit="")

    def _short(self) -> Definition:
        answers = []
        for worth, answer in self._accepted():
            pattern, feedback = _pattern(answer.text), self._html(answer.feedback)
            if pattern == "*" and worth != FULL:
                self.losses.append(ANY_OTHER)
                continue
            answers.append({"pattern": pattern, "credit": worth, "feedback": feedback})
        return self._made(Kind.SHORT, answers=answers, case_sensitive=False)

    def _accepted(self) -> list[tuple[str, Answer]]:
        """What answers are worth. One alone needs no sign before it."""
        first = self.answers.first
        accepted = [(FULL, first)] if first.whole.strip() else []
        for item in self.answers.items:
            if item.sign == "~":  # in a numeric question: what is said to any other answer
                self.losses.append(ANY_OTHER)
            else:
                accepted.append((weight(item.weight or FULL), item.answer))
        return accepted


def _pattern(raw: str) -> str:
    marker = texts.FORMAT.match(raw)
    return texts.plain(raw[marker.end() :] if marker else raw)


def _value(text: str) -> tuple[str, str]:
    """A number and its tolerance, from `3`, `3:0.5` or `2.5..3.5`."""
    if ".." in text:
        low, _dots, high = text.partition("..")
        return range_of(low, high)
    value, _colon, tolerance = text.partition(":")
    if tolerance.strip() and (as_number(tolerance) or 0) < 0:
        raise CannotCarry(_("A tolerance is zero or more."))
    return number(value), number(tolerance) if tolerance.strip() else "0"
