"""Which results another version of a question would change, and how."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count, Q

from agencies.models import User

from .. import marking
from ..answers import right_lines
from ..models import Answer, Attempt, Question, QuestionVersion, Regrade
from ..questions import Definition, parts_of
from ..regrading import Standing, kept
from .papers import ASKED, Versions, answers_of, asked, asked_in

AT_ONCE = 200  # papers in memory
MOST_ESSAYS = 50


@dataclass(frozen=True)
class VersionAsked:
    version: QuestionVersion
    marked: int  # attempts that have a result
    waiting: int  # attempts that have none yet
    right: tuple[str, ...]  # what earns all its points, in words


@dataclass(frozen=True)
class Change:
    attempt: int
    quiz: int | None
    learner: User
    before: Standing
    after: Standing
    replaced: dict[str, int]

    @property
    def gains_a_pass(self) -> bool:
        return self.after.passed and not self.before.passed


@dataclass(frozen=True)
class RegradePlan:
    marked: int
    changes: tuple[Change, ...]
    kept: tuple[Change, ...]  # would have lost their pass, and stay as they are

    @property
    def gained(self) -> list[Change]:
        return [change for change in self.changes if change.gains_a_pass]

    @property
    def higher(self) -> int:
        return sum(change.after.earned > change.before.earned for change in self.changes)

    @property
    def lower(self) -> int:
        return sum(change.after.earned < change.before.earned for change in self.changes)


def versions_asked(question: Question) -> list[VersionAsked]:
    """Every version of a question, with how often it was asked."""
    is_marked = Q(answers__attempt__marked_at__isnull=False)
    waits = Q(answers__attempt__submitted_at__isnull=False, answers__attempt__marked_at=None)
    counted = question.versions.annotate(
        marked=Count("answers__attempt", filter=is_marked, distinct=True),
        waiting=Count("answers__attempt", filter=waits, distinct=True),
    )
    return [VersionAsked(v, v.marked, v.waiting, _right(v.definition)) for v in counted]


def marked_attempts(version: QuestionVersion) -> Any:
    answers = Answer.objects.filter(version=version).values("attempt")
    return Attempt.objects.filter(pk__in=answers, marked_at__isnull=False).order_by("pk")


def regrade_plan(asked_as: QuestionVersion, marked_by: QuestionVersion) -> RegradePlan:
    attempts = marked_attempts(asked_as).select_related("user").prefetch_related("regrades")
    looked_at = [
        change
        for some in _batches(attempts.iterator(chunk_size=AT_ONCE))
        for change in _changes(some, asked_as, marked_by)
    ]
    changed = [change for change in looked_at if change.after != change.before]
    stay = [change for change in changed if kept(change.before, change.after)]
    changes = [change for change in changed if not kept(change.before, change.after)]
    return RegradePlan(len(looked_at), tuple(changes), tuple(stay))


def change_of_essay(attempt: Attempt) -> Change:
    """What the essay marks as they are now make of a result, by the versions that count."""
    last = attempt.regrades.last()
    replaced = last.replaced if last else {}
    after = _result(attempt, marking.mark(asked_in(attempt, versions_of(last))))
    return Change(
        attempt.pk, attempt.quiz_id, attempt.user, standing_result(attempt, last), after, replaced
    )


def versions_of(regrade: Regrade | None) -> Versions:
    """What an attempt is marked by since its last regrade."""
    if regrade is None or not regrade.replaced:
        return ASKED
    versions = QuestionVersion.objects.in_bulk(regrade.replaced.values())
    return {int(old): versions[new].definition for old, new in regrade.replaced.items()}


def standing_result(attempt: Attempt, last: Regrade | None) -> Standing:
    by = last or attempt
    return Standing(by.earned, by.total, by.passed)  # type: ignore[arg-type]


def essays_with_a_result(question: Question, user: User) -> list[Answer]:
    """The essays of a question whose mark this person may change, the latest first."""
    answers = Answer.objects.markable_by(user).filter(
        version__question=question, attempt__marked_at__isnull=False
    )
    return list(answers.order_by("-attempt__marked_at", "-pk")[:MOST_ESSAYS])


def _right(definition: Definition) -> tuple[str, ...]:
    return tuple(line for part in parts_of(definition) for line in right_lines(part))


def _batches(attempts: Iterator[Attempt]) -> Iterator[list[Attempt]]:
    while some := list(islice(attempts, AT_ONCE)):
        yield some


def _changes(
    attempts: list[Attempt], asked_as: QuestionVersion, marked_by: QuestionVersion
) -> Iterator[Change]:
    answers = answers_of(attempts)
    last = {attempt.pk: _last(attempt) for attempt in attempts}
    replaced = {
        pk: _replaced(regrade.replaced if regrade else {}, asked_as, marked_by)
        for pk, regrade in last.items()
    }
    wanted = {version for by in replaced.values() for version in by.values()}
    versions = QuestionVersion.objects.in_bulk(wanted)
    for attempt in attempts:
        by = {int(old): versions[new].definition for old, new in replaced[attempt.pk].items()}
        result = marking.mark(asked(attempt, answers[attempt.pk], by))
        yield Change(
            attempt.pk,
            attempt.quiz_id,
            attempt.user,
            standing_result(attempt, last[attempt.pk]),
            _result(attempt, result),
            replaced[attempt.pk],
        )


def _last(attempt: Attempt) -> Regrade | None:
    regrades = list(attempt.regrades.all())
    return regrades[-1] if regrades else None


def _replaced(
    before: dict[str, int], asked_as: QuestionVersion, marked_by: QuestionVersion
) -> dict[str, int]:
    """All that is replaced so far; marked by the version that was asked, nothing is."""
    replaced = {**before, str(asked_as.pk): marked_by.pk}
    return {old: new for old, new in replaced.items() if old != str(new)}


def _result(attempt: Attempt, result: marking.Result) -> Standing:
    passed = bool(result.passes(attempt.sheet["pass_mark"]))
    return Standing(marking.stored(result.earned), result.total, passed)
