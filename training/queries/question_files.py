"""What importing a file into a bank would do, and what a bank has to export."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from ..formats.canonical import fingerprint
from ..formats.quiz_app_results import same
from ..formats.result import Exported, Loaded, LoadedQuestion, Loss, PastResult, Skipped
from ..models import ImportedResult, Question, QuestionBank
from ..questions import Definition, Fault, gettext_noop, plain

_ = gettext_noop

IN_THE_BANK = Fault(_("This question is in the bank already."))
KEPT_ALREADY = Fault(_("This result is kept already."))
LONGEST_NAME = 80


@dataclass(frozen=True)
class ImportPlan:
    """Each question is either here whole or skipped with a reason."""

    found: int
    questions: tuple[LoadedQuestion, ...]
    skipped: tuple[Skipped, ...]
    losses: tuple[Loss, ...]
    results: tuple[tuple[str, PastResult], ...]  # with their fingerprints


def import_plan(bank: QuestionBank | None, loaded: Loaded) -> ImportPlan:
    """What would be kept. A bank that is not made yet holds nothing."""
    skipped = list(loaded.skipped)
    questions = tuple(_new_questions(bank, loaded, skipped))
    results = tuple(_new_results(loaded, skipped))
    skipped.sort(key=lambda s: s.where.named.get("number", 0))
    wheres = {str(s.where) for s in skipped}
    losses = tuple(loss for loss in loaded.losses if str(loss.where) not in wheres)
    return ImportPlan(loaded.found, questions, tuple(skipped), losses, results)


def exported(bank: QuestionBank) -> Iterator[Exported]:
    """The questions of a bank that are in use, by learning outcome."""
    rows = Question.objects.filter(bank=bank).in_use().order_by("outcome__name", "pk")
    for definition, outcome in rows.values_list("version__definition", "outcome__name"):
        yield Exported(plain(definition["stem"])[:LONGEST_NAME], definition, outcome or "")


def _new_questions(
    bank: QuestionBank | None, loaded: Loaded, skipped: list[Skipped]
) -> Iterator[LoadedQuestion]:
    held = {fingerprint(definition): "" for definition in _definitions(bank)}
    for question in loaded.questions:
        mark = fingerprint(question.definition)
        if mark not in held:
            held[mark] = str(question.where)
            yield question
        elif held[mark]:
            reason = Fault(
                _("The same question is in this file: %(where)s."), {"where": held[mark]}
            )
            skipped.append(Skipped(question.where, reason))
        else:
            skipped.append(Skipped(question.where, IN_THE_BANK))


def _definitions(bank: QuestionBank | None) -> Iterator[Definition]:
    questions = Question.objects.filter(bank=bank) if bank else Question.objects.none()
    return questions.values_list("version__definition", flat=True).iterator()


def _new_results(loaded: Loaded, skipped: list[Skipped]) -> Iterator[tuple[str, PastResult]]:
    marked = [(hashlib.sha256(same(r).encode()).hexdigest(), r) for r in loaded.results]
    marks = [mark for mark, _result in marked]
    kept = set(
        ImportedResult.objects.filter(fingerprint__in=marks).values_list("fingerprint", flat=True)
    )
    for mark, result in marked:
        if mark in kept:
            skipped.append(Skipped(result.where, KEPT_ALREADY))
        else:
            kept.add(mark)
            yield mark, result
