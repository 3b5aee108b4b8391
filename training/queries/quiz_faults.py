"""Published quizzes that cannot be asked as they were set up, because a question has changed."""

from ..models import QuizPage


def faults_of_published_quizzes() -> list[tuple[str, str]]:
    """The title of each, and what is wrong."""
    quizzes = QuizPage.objects.live().order_by("path")
    return [(quiz.title, fault) for quiz in quizzes for fault in quiz.faults()]
