"""Essays as those who mark them see them. Where a quiz is marked blind, nothing here tells whose an
essay is: it goes by the number of its answer."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Exists, Min, OuterRef, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import User

from ..models import Answer, Attempt, EssayMark, QuestionVersion
from ..papers import PaperQuestion
from ..questions import parts_of, plain

MOST_TO_CHANGE = 50


@dataclass(frozen=True)
class Pile:
    """The answers to one question of a quiz that wait."""

    quiz: str
    question: str
    waiting: int
    since: datetime
    first: int  # the answer to begin with


@dataclass(frozen=True)
class Given:
    """What an essay was given that may still change, because another one of its attempt waits."""

    number: int
    quiz: str
    points: Decimal
    of: int


@dataclass(frozen=True)
class MarkingQueue:
    piles: tuple[Pile, ...]
    given: tuple[Given, ...]  # the latest first
    own: int  # of the marker's own essays; somebody else marks them


@dataclass(frozen=True)
class Essay:
    """One answer, and where it stands among those to the same question."""

    number: int
    quiz: str
    question: PaperQuestion
    text: str
    writer: str  # "" where marked blind
    marks: tuple[EssayMark, ...]
    is_settled: bool  # its learner has the result
    place: int | None  # of `of`: what this person has marked today, and what waits
    of: int
    next: int | None  # that waits
    before: EssayMark | None  # what this person gave last, today, if this one waits

    @property
    def points(self) -> int:
        return self.question["definition"]["points"]

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def seen(self) -> int:
        """The last mark; 0 if there is none."""
        return self.marks[-1].pk if self.marks else 0


def essays_to_mark(user: User) -> int:
    """How many wait for this person or another trainer."""
    return Answer.objects.markable_by(user).to_mark().count()


def marking_queue(user: User) -> MarkingQueue:
    own = Answer.objects.to_mark().filter(attempt__user=user)
    return MarkingQueue(_piles(user), _given(user), own.count())


def essay_to_mark(answer: Answer, user: User) -> Essay:
    """`answer` with its attempt and quiz, to be marked by `user`."""
    attempt, quiz = answer.attempt, answer.attempt.quiz
    (question,) = (q for q in attempt.sheet["questions"] if q["key"] == answer.question_key)
    is_blind = quiz is None or quiz.marked_blind
    same = Answer.objects.markable_by(user).filter(
        attempt__quiz=quiz, version=answer.version_id, part=answer.part
    )
    waiting = list(same.to_mark().values_list("pk", flat=True))
    today = EssayMark.objects.filter(marked_by=user, marked_at__date=timezone.localdate())
    marked = list(today.filter(answer__in=same).exclude(answer=answer))
    done = len({mark.answer_id for mark in marked})
    waits = answer.pk in waiting
    return Essay(
        number=answer.pk,
        quiz=quiz.title if quiz else attempt.sheet["title"],
        question=question,
        text=answer.response,
        writer="" if is_blind else _writer(attempt.user),
        marks=tuple(answer.marks.select_related("marked_by")),
        is_settled=attempt.marked_at is not None,
        place=done + waiting.index(answer.pk) + 1 if waits else None,
        of=done + len(waiting),
        next=_next(waiting, answer.pk),
        before=marked[-1] if marked and waits else None,
    )


def _next(waiting: list[int], number: int) -> int | None:
    """The one after it; after the last comes the first, which may have been skipped."""
    others = [pk for pk in waiting if pk != number]
    return next((pk for pk in others if pk > number), others[0] if others else None)


def _writer(user: User) -> str:
    memberships = user.memberships.current().select_related("agency")
    agencies = {str(m.agency): None for m in memberships if m.agency}
    return ", ".join([str(user), *agencies])


def _piles(user: User) -> tuple[Pile, ...]:
    of_the_day = KeyTextTransform("title", "attempt__paper")
    title = Coalesce("attempt__quiz__title", of_the_day, output_field=TextField())
    rows = (
        Answer.objects.markable_by(user)
        .to_mark()
        .values("attempt__quiz", "version", "part")
        .annotate(
            quiz_title=Min(title),
            waiting=Count("pk"),
            since=Min("attempt__submitted_at"),
            first=Min("pk"),
        )
        .order_by("quiz_title", "attempt__quiz", "version", "part")
    )
    versions = QuestionVersion.objects.in_bulk({row["version"] for row in rows})
    return tuple(
        Pile(
            row["quiz_title"],
            _words(versions[row["version"]], row["part"]),
            row["waiting"],
            row["since"],
            row["first"],
        )
        for row in rows
    )


def _words(version: QuestionVersion, part: int) -> str:
    """Of a question; `part` is 0, or says which one of a scenario."""
    return plain(parts_of(version.definition)[max(part, 1) - 1]["stem"])


def _given(user: User) -> tuple[Given, ...]:
    last = EssayMark.objects.filter(answer=OuterRef("pk")).order_by("-pk")
    answers = (
        Answer.objects.markable_by(user)
        .filter(Exists(last), attempt__in=Attempt.objects.to_mark())
        .annotate(last=Subquery(last.values("pk")[:1]), given=Subquery(last.values("points")[:1]))
        .select_related("attempt__quiz")
        .order_by("-last")[:MOST_TO_CHANGE]
    )
    return tuple(
        Given(
            answer.pk,
            answer.attempt.quiz.title if answer.attempt.quiz else answer.attempt.paper["title"],
            answer.given,
            answer.points or 0,
        )
        for answer in answers
    )
