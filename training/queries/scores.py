"""A learner's scores by learning outcome."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from .. import completion, marking
from ..models import Answer
from ..progress import CourseProgress

ENOUGH = 3  # questions, below which a share says nothing


@dataclass(frozen=True)
class OutcomeScore:
    outcome: str
    questions: int
    earned: Decimal
    points: int

    @property
    def is_enough(self) -> bool:
        return self.questions >= ENOUGH

    @property
    def percent(self) -> int:
        return marking.percent(self.earned, self.points)


def scores_by_outcome(courses: list[CourseProgress]) -> list[OutcomeScore]:
    """Over the marked answers of the attempts that count, as they were marked on the day."""
    attempts = [
        best.attempt_id
        for course in courses
        for step in course.steps
        if step.quiz and (best := completion.counted(step.tries, last_counts=step.quiz.last_counts))
    ]
    answers = Answer.objects.filter(attempt__in=attempts, earned__isnull=False)
    sums = answers.exclude(version__outcome=None).values_list("version__outcome__name")
    rows = sums.annotate(Count("pk"), Sum("earned"), Sum("points")).order_by(
        "version__outcome__name"
    )
    return [OutcomeScore(*row) for row in rows]
