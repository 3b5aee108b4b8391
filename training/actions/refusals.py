"""Why a change was not made: one class a reason."""

from datetime import datetime


class NothingToAsk(Exception):
    """The quiz has no questions, or fewer than it draws."""


class NoAttemptsLeft(Exception):
    """The quiz allows so many attempts, and they have been made."""


class WaitFirst(Exception):
    """The quiz asks for time between attempts; `until` is when the next may begin."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class Locked(Exception):
    """Something else comes first; `reasons` says what, a sentence each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class NotTheTime(Exception):
    """Confidence is rated before a course is begun and after it is done, once each."""


class AlreadySubmitted(Exception):
    """The attempt has been handed in, and stays as it is."""


class TimeIsUp(Exception):
    """The answers came after the time limit. The attempt was handed in with what was there."""


class AnswersMissing(Exception):
    """Some questions have no answer; `keys` are theirs."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(*keys)
        self.keys = keys


class AnswerNotOffered(Exception):
    """An answer names a choice, or a question, that the paper does not have."""


class AlreadyChecked(Exception):
    """The feedback to this question has been shown, so that its answer is final."""


class NothingWaits(Exception):
    """The file was imported already, or has been cleared away."""


class AlreadyRevoked(Exception):
    """The certificate counts no longer, and that stays so."""


class NotTheLatest(Exception):
    """The certificate was renewed or reissued: only the last one can be corrected."""


class NotReadyToRenew(Exception):
    """It is too early, or something is left to do again."""


class BatchIsRunning(Exception):
    """Certificates of this course are being issued already."""


class NobodyToCertify(Exception):
    """No one is due a certificate."""


class ReminderNotSent(Exception):
    """The mail server would not take it. It will be tried again the next day."""


class ReflectionGone(Exception):
    """The lesson has changed and no longer asks this."""


class NotTheirSupervisor(Exception):
    """An entry is shared with supervisors of one's own agency of today, and nobody else."""


class NoConversationHere(Exception):
    """The course or the page does not allow this kind of conversation."""


class NotForTrainersToDo(Exception):
    """Only trainers moderate and mark, and a question appears with its answer or not at all."""


class PostIsGone(Exception):
    """Its writer has withdrawn it."""


class NotTheirsToManage(Exception):
    """The agency, or the whole programme, is not this person's to run training for."""


class NameTaken(Exception):
    """Another cohort for this course has the name."""


class ErrorsInList(Exception):
    """A list of people has lines that cannot be carried out, so none of it was."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed it since it was shown."""


class SessionAtThatTime(Exception):
    """The workshop has a session that begins at the same time."""


class SessionIsToCome(Exception):
    """Nobody can have been there yet."""


class AttendanceIsRecorded(Exception):
    """The session has taken place, and stays on record."""


class OwnEssay(Exception):
    """Nobody marks what they wrote themselves."""


class MarkedMeanwhile(Exception):
    """Somebody has marked the essay since it was shown."""


class ResultIsGiven(Exception):
    """The learner has the result. An essay is then marked anew only with the whole attempt."""


class PointsNotOffered(Exception):
    """Fewer than none, or more than the question is worth."""


class VersionDoesNotFit(Exception):
    """Answers to the one version cannot be marked by the other."""


class NothingToRegrade(Exception):
    """No result would change."""


class NoResultYet(Exception):
    """The attempt waits for other essays, and its marks can be changed in the queue."""


class PassStays(Exception):
    """The change would take a pass away, which a regrade never does."""
