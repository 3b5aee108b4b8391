from dataclasses import dataclass

from .. import marking
from ..models import Attempt


@dataclass(frozen=True)
class QuestionResult:
    text: str
    is_right: bool
    chosen: tuple[str, ...]
    explanation: str


@dataclass(frozen=True)
class AttemptResult:
    title: str
    correct: int
    total: int
    pass_mark: int
    passed: bool
    questions: tuple[QuestionResult, ...]

    @property
    def percent(self) -> int:
        return marking.percent(self.correct, self.total)


def result_of(attempt: Attempt) -> AttemptResult:
    """A submitted attempt as its learner sees it. The score is the one stored on that day."""
    answers = dict(attempt.answers.values_list("question_key", "choices"))
    marked = marking.mark(attempt.paper, answers)
    is_right = {question.key: question.is_right for question in marked.questions}
    return AttemptResult(
        attempt.paper["title"],
        attempt.correct or 0,
        attempt.total or 0,
        attempt.paper["pass_mark"],
        bool(attempt.passed),
        tuple(
            QuestionResult(
                q["text"],
                is_right[q["key"]],
                tuple(c["text"] for c in q["choices"] if c["key"] in answers.get(q["key"], ())),
                q["explanation"],
            )
            for q in attempt.paper["questions"]
        ),
    )
