"""A record of learning as one table, for spreadsheets. The first line is in English, so that
programs can rely on it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Certificate
from .queries import Record
from .queries.records import QuizDone

HEADER = ("kind", "title", "day", "result", "points", "out_of", "detail")
Row = tuple[object, ...]


def rows(record: Record) -> Iterator[Row]:
    for lesson in record.lessons:
        edition = _("Edition %(n)d") % {"n": lesson.edition}
        yield (
            _("Lesson"),
            lesson.lesson_title,
            _day(lesson.completed_at),
            _("Done"),
            "",
            "",
            edition,
        )
    for quiz in record.quizzes:
        earned = "" if quiz.earned is None else f"{quiz.earned.normalize():f}"
        yield (
            _("Quiz"),
            quiz.title,
            _day(quiz.submitted_at),
            _passed(quiz.passed),
            earned,
            quiz.total,
            _marked_again(quiz),
        )
    for session in record.sessions:
        led_by = _("Led by %(trainer)s") % {"trainer": session.trainer}
        yield _("Workshop"), session.workshop, session.day, _("Attended"), "", "", led_by
    for certificate in record.certificates:
        yield _certificate(certificate)
    for year, minutes in record.cpd:
        yield _("CPD, minutes"), year, "", minutes, "", "", ""
    for course, changes in record.confidence.items():
        for change in changes:
            rated = (change.before, change.after)
            yield _("Confidence, before and after"), change.statement, "", "", *rated, course
    for result in record.elsewhere:
        score = (result.score, result.out_of)
        day = _day(result.taken_at) if result.taken_at else ""
        yield (
            _("Earlier result"),
            result.quiz_title,
            day,
            _passed(result.passed),
            *score,
            result.source,
        )


def _certificate(certificate: Certificate) -> Row:
    status = _("Revoked") if certificate.revoked_at else _("Issued")
    ends = certificate.expires_on
    detail = _("%(number)s, valid to %(day)s") if ends else "%(number)s"
    said = detail % {"number": certificate.number, "day": ends}
    return _("Certificate"), certificate.course_title, certificate.issued_on, status, "", "", said


def _marked_again(quiz: QuizDone) -> str:
    if quiz.again is None:
        return ""
    return _("Marked again later: %(result)s, %(earned)s of %(total)d") % {
        "result": _passed(quiz.again.passed),
        "earned": f"{quiz.again.earned.normalize():f}",
        "total": quiz.again.total,
    }


def _passed(passed: bool | None) -> str:
    return {True: _("Passed"), False: _("Not passed"), None: _("Not marked")}[passed]


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).date().isoformat()
