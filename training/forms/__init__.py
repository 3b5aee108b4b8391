from .certificates import (
    ChooseCourseForm,
    FindCertificatesForm,
    ReissueForm,
    RevokeForm,
    ShareForm,
    VerifyForm,
)
from .cohorts import CohortForm, DueDayForm, ExtraTimeForm, LeaveForm
from .confidence import ConfidenceForm
from .conversation import AnswerForm, HideForm, PostForm
from .enrolling import ConfirmForm, EnrolForm, PeopleFileForm
from .journal import AcknowledgeForm, ReflectionForm, ShareEntryForm
from .marking import MarkForm
from .papers import PaperForm
from .question_files import QuestionFileForm
from .regrades import MarkAgainForm, ReasonForm, VersionsForm
from .workshops import RegisterForm, SessionForm, WhichAgencyForm, WorkshopForm, listed

__all__ = [
    "AcknowledgeForm",
    "AnswerForm",
    "ChooseCourseForm",
    "CohortForm",
    "ConfidenceForm",
    "ConfirmForm",
    "DueDayForm",
    "EnrolForm",
    "ExtraTimeForm",
    "FindCertificatesForm",
    "HideForm",
    "LeaveForm",
    "MarkAgainForm",
    "MarkForm",
    "PaperForm",
    "PeopleFileForm",
    "PostForm",
    "QuestionFileForm",
    "ReasonForm",
    "ReflectionForm",
    "RegisterForm",
    "ReissueForm",
    "RevokeForm",
    "SessionForm",
    "ShareEntryForm",
    "ShareForm",
    "VerifyForm",
    "VersionsForm",
    "WhichAgencyForm",
    "WorkshopForm",
    "listed",
]
