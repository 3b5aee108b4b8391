from .agencies import Trained, trained_of_eligible
from .analysis import QuestionAnalysis, QuizAnalysis, analysis_of
from .batches import BatchState, Due, batch_state, due_certificates
from .certificate_register import STATES, certificates_found
from .certificates import Event, history_of, my_certificates, my_renewals, renewal_of
from .cohorts import (
    CohortLine,
    Expected,
    cohorts_managed_by,
    enrolments_of,
    runs_training_everywhere,
    still_expected,
)
from .completion import Requirement, requirements, requirements_of
from .confidence import confidence_by_course, confidence_changes, occasion_to_rate
from .conversation import inbox, kinds_of_post, talks_under
from .courses import (
    course_of,
    course_progress,
    courses_for,
    found_at,
    locks_on,
    place_of,
)
from .enrolling import EnrolmentPlan, Verdict, as_rows, enrolled_rows, enrolment_plan
from .journal import entries_shared_with, entries_under, journal_of, supervisors_of
from .marking_queue import Essay, MarkingQueue, essay_to_mark, essays_to_mark, marking_queue
from .papers import answers_of, candidates_of, checked_keys, mark_of, saved_responses
from .question_files import ImportPlan, exported, import_plan
from .quiz_faults import faults_of_published_quizzes
from .records import Record, record_of
from .regrades import (
    Change,
    RegradePlan,
    VersionAsked,
    change_of_essay,
    essays_with_a_result,
    marked_attempts,
    regrade_plan,
    versions_asked,
)
from .reminders import Digest, Notice, reminders_due
from .results import AttemptResult, result_of
from .reviews import last_review
from .scores import OutcomeScore, scores_by_outcome
from .standings import PersonStanding, people_at_steps, progress_of_each, standing_of, standings
from .times import extra_time_percent
from .tries import as_asked, questions_in, tried
from .workshops import (
    modules_attended,
    modules_attended_by,
    sessions_of,
    workshops_for,
    workshops_to_run,
)

__all__ = [
    "STATES",
    "AttemptResult",
    "BatchState",
    "Change",
    "CohortLine",
    "Digest",
    "Due",
    "EnrolmentPlan",
    "Essay",
    "Event",
    "Expected",
    "ImportPlan",
    "MarkingQueue",
    "Notice",
    "OutcomeScore",
    "PersonStanding",
    "QuestionAnalysis",
    "QuizAnalysis",
    "Record",
    "RegradePlan",
    "Requirement",
    "Trained",
    "Verdict",
    "VersionAsked",
    "analysis_of",
    "answers_of",
    "as_asked",
    "as_rows",
    "batch_state",
    "candidates_of",
    "certificates_found",
    "change_of_essay",
    "checked_keys",
    "cohorts_managed_by",
    "confidence_by_course",
    "confidence_changes",
    "course_of",
    "course_progress",
    "courses_for",
    "due_certificates",
    "enrolled_rows",
    "enrolment_plan",
    "enrolments_of",
    "entries_shared_with",
    "entries_under",
    "essay_to_mark",
    "essays_to_mark",
    "essays_with_a_result",
    "exported",
    "extra_time_percent",
    "faults_of_published_quizzes",
    "found_at",
    "history_of",
    "import_plan",
    "inbox",
    "journal_of",
    "kinds_of_post",
    "last_review",
    "locks_on",
    "mark_of",
    "marked_attempts",
    "marking_queue",
    "modules_attended",
    "modules_attended_by",
    "my_certificates",
    "my_renewals",
    "occasion_to_rate",
    "people_at_steps",
    "place_of",
    "progress_of_each",
    "questions_in",
    "record_of",
    "regrade_plan",
    "reminders_due",
    "renewal_of",
    "requirements",
    "requirements_of",
    "result_of",
    "runs_training_everywhere",
    "saved_responses",
    "scores_by_outcome",
    "sessions_of",
    "standing_of",
    "standings",
    "still_expected",
    "supervisors_of",
    "talks_under",
    "trained_of_eligible",
    "tried",
    "versions_asked",
    "workshops_for",
    "workshops_to_run",
]
