"""The rows of a django-quiz-app 0.5.1 `dumpdata` file, each checked before it is used.

A question is two rows with one key, as Django keeps inherited models: `quiz.question` with what
all questions have, and `multichoice.mcquestion`, `true_false.tf_question` or
`essay.essay_question` with the rest.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..questions import Fault, gettext_noop
from .encoding import without_controls
from .findings import Findings
from .result import CannotCarry, CannotRead

_ = gettext_noop

QUESTION_KINDS = ("multichoice.mcquestion", "true_false.tf_question", "essay.essay_question")
MODELS = {
    "quiz.category",
    "quiz.subcategory",
    "quiz.quiz",
    "quiz.question",
    "quiz.sitting",
    "quiz.progress",
    "multichoice.answer",
    *QUESTION_KINDS,
}
USERS = {"username", "email"}  # a table of people is known by its columns: projects have their own
GREATEST = 2**31 - 1


@dataclass(frozen=True)
class Row:
    number: int  # in the file, from 1
    model: str
    pk: Any
    fields: dict[str, Any]

    @property
    def where(self) -> Fault:
        named = {"number": self.number, "model": self.model, "pk": self.pk}
        return Fault(_("row %(number)d (%(model)s %(pk)s)"), named)

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(name)
        return value

    def number_of(self, name: str) -> int:
        value = self.fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > GREATEST:
            raise self._wrong(name)
        return value

    def truth(self, name: str) -> bool:
        value = self.fields.get(name, False)
        if not isinstance(value, bool):
            raise self._wrong(name)
        return value

    def _wrong(self, name: str) -> CannotCarry:
        return CannotCarry(_("Its “%(name)s” is missing or not what it should be."), name=name)


@dataclass
class Dump:
    rows: dict[str, dict[Any, Row]] = field(default_factory=dict)  # by model, by key

    def of(self, model: str) -> dict[Any, Row]:
        return self.rows.get(model, {})

    def named(self, row: Row, name: str, model: str) -> Row | None:
        """The row that another names; None if it names none."""
        key = row.fields.get(name)
        if key is None:
            return None
        found = self.of(model).get(key) if isinstance(key, int | str) else None
        if found is None:
            named = {"name": name, "key": str(key)[:40]}
            raise CannotCarry(_("Its “%(name)s” is %(key)s, which is not in the file."), **named)
        return found


def dump_of(text: str, findings: Findings) -> Dump:
    dump, strangers = Dump(), Counter[str]()
    first: dict[str, Row] = {}
    for number, given in enumerate(_listed(text), start=1):
        row = _row(number, given, findings)
        if row is None:
            continue
        if row.model in MODELS:
            _add(dump.rows.setdefault(row.model, {}), row, findings)
        elif row.fields.keys() >= USERS:
            dump.rows.setdefault("user", {})[row.pk] = row
        else:
            strangers[row.model] += 1
            first.setdefault(row.model, row)
    for model, times in strangers.items():
        named = {"model": model, "times": times}
        reason = Fault(_("“%(model)s” is not part of django-quiz-app (rows: %(times)d)."), named)
        findings.skip(first[model].where, reason)
    return dump


def _listed(text: str) -> list[Any]:
    try:
        listed = _safe(json.loads(text, parse_float=str, parse_constant=_refuse))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise CannotRead(_("This file is not JSON: look at line %(line)d."), line=line) from None
    if not isinstance(listed, list):
        raise CannotRead(_("This file is not a list of rows, as Django's dumpdata writes it."))
    return listed


def _refuse(constant: str) -> None:
    """NaN and infinities are not JSON, and databases refuse them."""
    raise ValueError(constant)


def _safe(value: Any) -> Any:
    """JSON can spell out signs that no database takes."""
    match value:
        case str():
            return without_controls(value)
        case list():
            return [_safe(part) for part in value]
        case dict():
            return {without_controls(name): _safe(part) for name, part in value.items()}
    return value


def _row(number: int, given: Any, findings: Findings) -> Row | None:
    match given:
        case {"model": str(model), "pk": int() | str() as pk, "fields": dict(fields)}:
            return Row(number, model.lower()[:100], pk, fields)
    where = Fault(_("row %(number)d"), {"number": number})
    findings.skip(where, Fault(_("It has no model, key and fields.")))
    return None


def _add(rows: dict[Any, Row], row: Row, findings: Findings) -> None:
    if row.pk in rows:
        findings.skip(row.where, Fault(_("A row with this key came before.")))
    else:
        rows[row.pk] = row
