from .pages import CourseIndexPage, CoursePage, LessonPage, ModulePage, TrainingPage, below_a_draft
from .quizzes import Choice, Question, QuizPage
from .records import Answer, Attempt, Certificate, LessonCompletion

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
    "Question",
    "QuizPage",
    "TrainingPage",
    "below_a_draft",
]
