from .agencies import Trained, trained_of_eligible
from .courses import course_of, course_progress, courses_for, my_certificates, place_of
from .results import AttemptResult, result_of

__all__ = [
    "AttemptResult",
    "Trained",
    "course_of",
    "course_progress",
    "courses_for",
    "my_certificates",
    "place_of",
    "result_of",
    "trained_of_eligible",
]
