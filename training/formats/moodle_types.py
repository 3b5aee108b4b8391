"""Moodle's types of questions, and what each is to us.

A function a type: from an element to a definition. The rule of marking goes by our own tag where
there is one, and else by what Moodle does.
"""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

from ..questions import FULL, NONE, RULES, Definition, Kind, Rule, as_number, gettext_noop
from .moodle_tags import RULE, tagged
from .moodle_texts import html, text
from .result import CannotCarry
from .shapes import definition, keyed, number, option, topped_up, true_false, weight

_ = gettext_noop

GRADING = {
    "ALL_OR_NOTHING": Rule.ALL_OR_NOTHING,
    "ABSOLUTE_POSITION": Rule.EACH_PLACE,
    "RELATIVE_NEXT_EXCLUDE_LAST": Rule.NEIGHBOURS,
}


def definition_of(element: Element) -> Definition:
    kind = element.get("type", "")
    if kind not in TYPES:
        raise CannotCarry(NOT_OURS.get(kind, UNKNOWN), kind=kind[:40])
    return TYPES[kind](element)


def form_of(element: Element) -> str:
    """The format of the question, which its texts have when they do not say their own."""
    stem = element.find("questiontext")
    return (stem.get("format") if stem is not None else None) or "html"


def stem_of(element: Element) -> str:
    return html(element.find("questiontext"))


def points_of(element: Element) -> int:
    grade = as_number(element.findtext("defaultgrade") or "1")
    return max(1, int(grade)) if grade is not None else 1


def _made(kind: Kind, element: Element, **further: object) -> Definition:
    feedback = html(element.find("generalfeedback"), form_of(element))
    return definition(kind, stem_of(element), feedback, points_of(element), **further)


def _rule(element: Element, kind: Kind, default: Rule) -> str:
    rule = tagged(element, RULE)
    return rule if rule in RULES[kind] else default.value


def _worth(answer: Element) -> str:
    """The fraction of an answer; `credit` is our own word for what Moodle cannot mark by."""
    return weight(answer.get("credit") or answer.get("fraction") or "0")


def _feedback(answer: Element, form: str) -> str:
    return html(answer.find("feedback"), form)


def _choices(element: Element) -> Definition:
    form = form_of(element)
    options = [
        option(html(answer, form), _worth(answer), _feedback(answer, form))
        for answer in element.iterfind("answer")
    ]
    if (element.findtext("single") or "true").strip().lower() not in ("false", "0"):
        return _made(Kind.SINGLE, element, options=keyed(options))
    rule = _rule(element, Kind.MULTIPLE, Rule.AS_WEIGHTED)
    if rule == Rule.AS_WEIGHTED:
        options = topped_up(options)
    else:
        for made, answer in zip(options, element.iterfind("answer"), strict=True):
            if not answer.get("credit"):
                made["credit"] = FULL if Decimal(made["credit"]) > 0 else NONE
    return _made(Kind.MULTIPLE, element, options=keyed(options), rule=rule)


def _true_false(element: Element) -> Definition:
    form, answers = form_of(element), element.findall("answer")
    by_text = {text(answer).lower(): answer for answer in answers}
    if set(by_text) != {"true", "false"}:
        # Old files have the words of their own language, true first.
        by_text = dict(zip(("true", "false"), answers, strict=False))
    if len(by_text) < 2:
        raise CannotCarry(_("It does not say whether the statement is true or false."))
    is_true = Decimal(_worth(by_text["true"])) > 0
    feedback = [_feedback(by_text[key], form) for key in ("true", "false")]
    return _made(Kind.TRUE_FALSE, element, options=true_false(is_true, *feedback))


def _matching(element: Element) -> Definition:
    form = form_of(element)
    pairs, distractors = [], []
    for part in element.iterfind("subquestion"):
        left, right = html(part, form), text(part, "answer")
        if left:
            pairs.append({"left": left, "right": right})
        elif right:
            distractors.append({"text": right})
    return _made(
        Kind.MATCHING,
        element,
        pairs=keyed(pairs),
        distractors=keyed(distractors, len(pairs) + 1),
        rule=_rule(element, Kind.MATCHING, Rule.EACH_PAIR),
    )


def _ordering(element: Element) -> Definition:
    grading = (element.findtext("gradingtype") or "").strip()
    rule = _rule(element, Kind.ORDERING, GRADING.get(grading, Rule.EACH_PLACE))
    form = form_of(element)
    items = [{"text": html(answer, form)} for answer in element.iterfind("answer")]
    return _made(Kind.ORDERING, element, items=keyed(items), rule=rule)


def is_for_any_other(answer: Element) -> bool:
    """Moodle's * alone: something to say to whoever is wrong."""
    return text(answer) in ("", "*") and Decimal(_worth(answer)) <= 0


def _accepted(element: Element) -> list[Element]:
    return [answer for answer in element.iterfind("answer") if not is_for_any_other(answer)]


def _numerical(element: Element) -> Definition:
    form = form_of(element)
    answers = [
        {
            "value": number(text(answer)),
            "tolerance": number(answer.findtext("tolerance") or "0"),
            "credit": _worth(answer),
            "feedback": _feedback(answer, form),
        }
        for answer in _accepted(element)
    ]
    unit = (element.findtext("units/unit/unit_name") or "").strip()
    return _made(Kind.NUMERIC, element, answers=answers, unit=unit)


def _short(element: Element) -> Definition:
    form = form_of(element)
    answers = [
        {
            "pattern": " ".join(text(answer).split()),
            "credit": _worth(answer),
            "feedback": _feedback(answer, form),
        }
        for answer in _accepted(element)
    ]
    case = (element.findtext("usecase") or "0").strip() == "1"
    return _made(Kind.SHORT, element, answers=answers, case_sensitive=case)


def _essay(element: Element) -> Definition:
    guidance = html(element.find("graderinfo"), form_of(element))
    return _made(Kind.ESSAY, element, guidance=guidance)


TYPES: dict[str, Callable[[Element], Definition]] = {
    "multichoice": _choices,
    "truefalse": _true_false,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "numerical": _numerical,
    "shortanswer": _short,
    "essay": _essay,
}
CLOZE = _("Texts with gaps (Cloze) cannot be carried: write the gaps as questions of their own.")
UNKNOWN = _("Questions of the type “%(kind)s” cannot be carried.")
NOT_OURS = {
    "description": _("This is a text without a question."),
    "cloze": CLOZE,
    "multianswer": CLOZE,
    "": _("It does not say what type of question it is."),
}
