from .agencies import Trained, trained_of_eligible
from .courses import course_of, course_progress, courses_for, my_certificates, place_of
from .locks import locks_on
from .results import AttemptResult, result_of
from .workshops import modules_attended

__all__ = [
    "AttemptResult",
    "Trained",
    "course_of",
    "course_progress",
    "courses_for",
    "my_certificates",
    "locks_on",
    "modules_attended",
    "place_of",
    "result_of",
    "trained_of_eligible",
]
