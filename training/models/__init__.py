from .attempts import Answer, Attempt
from .certificates import Certificate
from .completions import LessonCompletion, PersonalQuerySet
from .courses import CourseIndexPage, CoursePage, ModulePage
from .lessons import LessonPage
from .quizzes import Choice, Question, QuizPage
from .tree import TrainingPage, below_a_draft

__all__ = [
    "Answer",
    "Attempt",
    "Certificate",
    "Choice",
    "CourseIndexPage",
    "CoursePage",
    "LessonCompletion",
    "LessonPage",
    "ModulePage",
    "PersonalQuerySet",
    "Question",
    "QuizPage",
    "TrainingPage",
    "below_a_draft",
]
