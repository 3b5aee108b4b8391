"""A question in the middle of a lesson: asked and checked, and nothing of it kept."""

from collections.abc import Mapping, Sequence
from itertools import count
from random import Random

from .. import marking, papers
from ..models import LessonPage, QuestionVersion
from ..questions import Definition
from .results import QuestionResult


def questions_in(lesson: LessonPage) -> dict[str, list[tuple[int, papers.PaperQuestion]]]:
    """What a lesson asks as it stands today, by the id of the part, numbered through the lesson; of
    a scenario, each of its questions. In one query, however many there are."""
    parts = [part for part in lesson.body if part.block_type == "question"]
    chosen = {part.id: part.value["question"] for part in parts if part.value["question"]}
    versions = QuestionVersion.objects.in_bulk([q.version_id for q in chosen.values()])
    numbers = count(1)
    return {
        key: [
            (next(numbers), asked)
            for asked in as_asked(versions[question.version_id].definition, question.version_id)
        ]
        for key, question in chosen.items()
    }


def as_asked(definition: Definition, version: int = 0) -> list[papers.PaperQuestion]:
    """In the same order whenever it is read."""
    candidate = papers.Candidate(version, 0, "", definition)
    chance = Random(version)  # noqa: S311 - what it puts in disorder is no secret
    return papers.paper_questions(
        [candidate], chance, shuffle_questions=False, shuffle_choices=False
    )


def tried(
    questions: Sequence[papers.PaperQuestion], answers: Mapping[str, object]
) -> list[QuestionResult]:
    return [_checked(question, answers.get(question["key"])) for question in questions]


def _checked(question: papers.PaperQuestion, response: object) -> QuestionResult:
    asked = marking.Asked(question["key"], question["definition"], response)
    marked = marking.mark([asked]).questions[0]
    credit = None if marked.credit is None else float(marked.credit)
    return QuestionResult(
        question, response, credit, marking.stored(marked.earned), marked.points, ""
    )
