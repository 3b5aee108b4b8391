"""Prove that every stored score is what its ratings give. docs/operations.md says more."""

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Prefetch, QuerySet

from fidelity import scoring
from fidelity.actions.assessments import score_of
from fidelity.models import Assessment, Domain, InstrumentVersion, Rating, StoredScore
from fidelity.modes import Criteria, Mode

AT_A_TIME = 500  # assessments: with 200 ratings each about 100 MB
# The score's own key says what it is of; all else that is stored must come out again.
KEY = {"id", "assessment", "domain", "ratio"}
COMPARED = [f for f in StoredScore._meta.concrete_fields if f.name not in KEY]


class Command(BaseCommand):
    help = (
        "Work out every stored score of signed assessments again, from the ratings and the "
        "version's definition. Each difference is told, and the exit status is 1 if there is any. "
        "Nothing is ever changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            raise CommandError("Stored scores never change. To prove them, say rescore --check.")
        done = Done()
        for difference in differences(done):
            self.stdout.write(difference)
            done.differences += 1
        if done.differences:
            raise CommandError(f"{done}: {_number(done.differences, 'difference')}.")
        self.stdout.write(f"{done}: all as stored.")


@dataclass
class Done:
    assessments: int = 0
    scores: int = 0
    differences: int = 0

    def __str__(self) -> str:
        return f"{_number(self.assessments, 'assessment')}, {_number(self.scores, 'score')}"


def differences(done: Done) -> Iterator[str]:
    """A sentence each. Two queries a version, two for each AT_A_TIME assessments of it, and one."""
    for version in InstrumentVersion.objects.order_by("pk").iterator():
        domains = {domain.code: domain for domain in version.domains.all()}
        for assessment in _signed(version).iterator(chunk_size=AT_A_TIME):
            assessment.round.version = version
            done.assessments += 1
            done.scores += len(assessment.scores.all())
            for difference in _of(assessment, version, domains):
                yield f"Assessment {assessment.pk}, {difference}"
    drafts = Assessment.objects.filter(signed_at=None, scores__isnull=False)
    for pk in drafts.order_by("pk").values_list("pk", flat=True).distinct():
        yield f"Assessment {pk}, scores: they are stored, but it is not signed off."


def _signed(version: InstrumentVersion) -> QuerySet[Assessment]:
    read = ["assessment", "value", "ticked", "na_reason", "score", "item__code"]  # notes are long
    ratings = Rating.objects.select_related("item").only(*read).order_by()
    scores = StoredScore.objects.select_related("domain")
    return (
        Assessment.objects.signed()
        .filter(round__version=version)
        .select_related("round")
        .prefetch_related(Prefetch("ratings", ratings), Prefetch("scores", scores))
        .order_by("pk")
    )


def _of(
    assessment: Assessment, version: InstrumentVersion, domains: dict[str, Domain]
) -> Iterator[str]:
    ratings = assessment.ratings.all()
    try:
        report = scoring.score(version.definition, {r.item.code: r.given for r in ratings})
    except scoring.Refused as refused:
        yield f"ratings: they cannot be scored. {refused}"
        return
    yield from _of_scores(assessment, StoredScore.all_of(assessment, report, domains))
    for rating in ratings:
        computed = score_of(rating, report)
        if rating.score != computed:
            yield _sentence(f"item {rating.item.code}", "score", rating.score, computed)
        if rating.ticked and not _fits(rating, version.definition.by_code[rating.item.code].mode):
            answer = _shown(rating.value)
            yield f"item {rating.item.code}: the ticks {rating.ticked} do not make {answer}."


def _fits(rating: Rating, mode: Mode) -> bool:
    """Whether the criteria that are ticked are as many as the answer says."""
    criteria = mode.criteria if isinstance(mode, Criteria) else ()
    known = [n for n in range(1, len(criteria) + 1) if n in rating.ticked]
    return known == rating.ticked and str(len(known)) == rating.value


def _of_scores(assessment: Assessment, all_computed: list[StoredScore]) -> Iterator[str]:
    left = {_key(score): score for score in assessment.scores.all()}
    for computed in all_computed:
        stored = left.pop(_key(computed), None)
        if stored is None:
            yield f"{_part(computed)}: nothing is stored; computed {computed.exact or 'no score'}."
            continue
        for field in COMPARED:
            was, now = getattr(stored, field.attname), getattr(computed, field.attname)
            if was != now:
                yield _sentence(_part(computed), str(field.verbose_name), was, now)
    for stored in left.values():
        yield f"{_part(stored)}: {stored.exact or 'no score'} is stored; nothing is computed."


def _key(score: StoredScore) -> tuple[int | None, str]:
    return score.domain_id, score.ratio


def _part(score: StoredScore) -> str:
    if score.domain:
        return f"domain {score.domain.code}"
    return f"ratio {score.ratio}" if score.ratio else "total"


def _sentence(part: str, what: str, stored: Any, computed: Any) -> str:
    stored, computed = (_shown(value) for value in (stored, computed))
    return f"{part}: {what} is stored as {stored}; computed {computed}."


def _shown(value: Any) -> str:
    return "nothing" if value is None or value == "" else f"{value}"


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
