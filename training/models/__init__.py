from .attempts import Answer, Attempt, EssayMark, Regrade
from .bank import NeverChanged, Outcome, Question, QuestionBank, QuestionVersion
from .batches import BatchMember, CertificateBatch
from .certificates import Certificate
from .cohorts import Cohort, Enrolment, learners_of
from .completions import LessonCompletion, PersonalQuerySet
from .confidence import ConfidenceRating, Occasion
from .conversation import Post
from .courses import CourseIndexPage, CoursePage, ModulePage
from .designs import CertificateDesign, CertificatePicture, hours_in_words
from .extra_time import ExtraTime
from .imported import ImportedResult, WaitingFile
from .journal import JournalEntry, SharedEntry
from .lessons import LessonPage
from .page_permissions import asks_for_review
from .prerequisites import LockablePage
from .quizzes import QuizDraw, QuizPage, QuizQuestion
from .reminders import Reminder
from .reviews import LivedExperienceReview, LivedExperienceTask
from .saved_comments import SavedComment
from .tree import TrainingPage, below_a_draft
from .workshops import Attendance, Workshop, WorkshopSession

__all__ = [
    "Answer",
    "Attempt",
    "Attendance",
    "BatchMember",
    "Certificate",
    "CertificateBatch",
    "CertificateDesign",
    "CertificatePicture",
    "Cohort",
    "ConfidenceRating",
    "CourseIndexPage",
    "CoursePage",
    "Enrolment",
    "EssayMark",
    "ExtraTime",
    "ImportedResult",
    "JournalEntry",
    "LessonCompletion",
    "LessonPage",
    "LivedExperienceReview",
    "LivedExperienceTask",
    "LockablePage",
    "ModulePage",
    "NeverChanged",
    "Occasion",
    "Outcome",
    "PersonalQuerySet",
    "Post",
    "Question",
    "QuestionBank",
    "QuestionVersion",
    "QuizDraw",
    "QuizPage",
    "QuizQuestion",
    "Regrade",
    "Reminder",
    "SavedComment",
    "SharedEntry",
    "TrainingPage",
    "WaitingFile",
    "Workshop",
    "WorkshopSession",
    "asks_for_review",
    "below_a_draft",
    "hours_in_words",
    "learners_of",
]
