"""What a course asks of a learner, each with a sentence: done, or why not yet."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agencies.models import User

from .. import completion
from ..models import CoursePage
from ..progress import CourseProgress
from .courses import course_progress
from .locks import sentences


@dataclass(frozen=True)
class Requirement:
    module: str
    title: str
    url: str
    is_done: bool
    sentence: str


def requirements(user: User, course: CoursePage) -> tuple[Requirement, ...]:
    return requirements_of(course_progress(user, course))


def requirements_of(progress: CourseProgress) -> tuple[Requirement, ...]:
    """For whoever has read the progress already."""
    checked = completion.of_course(progress, timezone.now())
    return tuple(
        Requirement(
            c.module.title,
            c.step.title if c.step else _("The workshop of this module"),
            c.step.url if c.step else c.module.url,
            c.reason is None,
            _done(c) if c.reason is None else in_words(c.reason),
        )
        for c in checked
    )


def in_words(reason: completion.Reason) -> str:
    match reason:
        case completion.Closed(closed_by):
            return _("Not complete because it is not open yet. %(needs)s") % {
                "needs": " ".join(sentences(closed_by))
            }
        case completion.Changed(what):
            changed = _("Not complete because the lesson has changed since you did it.")
            return f"{changed} {what}".strip()
        case completion.BelowPassMark():
            return _below_pass_mark(reason)
    return {
        completion.NotRead: _("Not complete because the lesson has not been marked as done."),
        completion.NotTried: _("Not complete because the quiz has not been tried."),
        completion.NotHandedIn: _("Not complete because the quiz was begun and not handed in."),
        completion.WaitsToBeMarked: _("Not complete because a trainer has an answer to mark."),
        completion.NotAttended: _("Not complete because attendance is not on record."),
    }[type(reason)]


def _below_pass_mark(reason: completion.BelowPassMark) -> str:
    last = _("Not complete because the last attempt got %(got)d%%, and %(needed)d%% is needed.")
    best = _("Not complete because the best attempt got %(got)d%%, and %(needed)d%% is needed.")
    said = [
        (last if reason.last_counts else best) % {"got": reason.percent, "needed": reason.needed}
    ]
    if reason.no_attempts_left:
        said.append(_("No attempts are left. Ask your trainer what to do."))
    elif reason.wait_until:
        when = date_format(timezone.localtime(reason.wait_until), "j F Y, H:i")
        said.append(_("The next attempt can begin on %(when)s.") % {"when": when})
    return " ".join(said)


def _done(checked: completion.Checked) -> str:
    if checked.by_attendance:
        return _("Completed by attending the workshop.")
    step = checked.step
    if step and step.quiz:
        passes = [t.percent for t in step.tries if t.passed]
        return _("Passed with %(percent)d%%.") % {"percent": max(passes)}
    when = date_format(timezone.localtime(step.done_at), "j F Y") if step and step.done_at else ""
    return _("Done on %(day)s.") % {"day": when}
