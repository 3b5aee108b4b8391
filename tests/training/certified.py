"""Courses and what people did in them, put there directly: these tests are about certificates."""

import datetime
from io import BytesIO

from django.utils import timezone
from pypdf import PdfReader

from tests.factories import make_site
from training import actions
from training.certificates import certificate_pdf
from training.models import (
    Attempt,
    Certificate,
    CertificateDesign,
    CourseIndexPage,
    CoursePage,
    LessonCompletion,
    LessonPage,
    ModulePage,
    QuizPage,
)


def make_small_course(title="Core course", quizzes=1, **fields):
    """One module with one lesson, and quizzes."""
    home = make_site().root_page
    index = CourseIndexPage.objects.first() or home.add_child(
        instance=CourseIndexPage(title="Courses", slug="courses")
    )
    course = index.add_child(
        instance=CoursePage(title=title, summary="What it is about.", is_core=True, **fields)
    )
    module = course.add_child(instance=ModulePage(title="Module", summary="Its lesson."))
    lesson = LessonPage(title="Lesson", summary="Short.", body=[("text", "<p>Start.</p>")])
    module.add_child(instance=lesson)
    for number in range(1, quizzes + 1):
        module.add_child(instance=QuizPage(title=f"Quiz {number}"))
    return course


def complete(user, course, at=None):
    """Everything that the course asks for."""
    at = at or timezone.now()
    for lesson in LessonPage.objects.descendant_of(course):
        LessonCompletion.objects.get_or_create(
            user=user,
            lesson=lesson,
            edition=lesson.edition,
            defaults={"lesson_title": lesson.title, "completed_at": at},
        )
    for quiz in QuizPage.objects.descendant_of(course):
        pass_quiz(user, quiz, at)


def pass_quiz(user, quiz, at=None, passed=True):
    at = at or timezone.now()
    return Attempt.objects.create(
        user=user,
        quiz=quiz,
        paper={"title": quiz.title, "pass_mark": 80, "questions": []},
        started_at=at,
        submitted_at=at,
        marked_at=at,
        earned=1 if passed else 0,
        total=1,
        passed=passed,
    )


def make_certificate(user, course, number="CP-2026-AAAA-BBBB", **fields):
    """As it was issued, without the design: one from before there were designs."""
    return Certificate.objects.create(
        number=number,
        user=user,
        course=course,
        holder_name=fields.pop("holder_name", str(user)),
        course_title=course.title,
        **fields,
    )


def make_design(course):
    """And the course chooses it."""
    course.certificate_design = CertificateDesign.objects.create(
        name="Ours",
        layout="portrait",
        colour="blue",
        heading="Well done",
        wording="{name}\nknows {course} since {date}\n{hours} of CPD, until {expiry}",
        signatory_name="Robin Trainer",
        signatory_role="Head of training",
    )
    course.save()
    return course.certificate_design


def earn(user, course):
    complete(user, course)
    return actions.issue_certificate_if_complete(course=course, by=user)


def text_of(certificate):
    pages = PdfReader(BytesIO(certificate_pdf(certificate))).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def days(number):
    """So many days from today."""
    return timezone.localdate() + datetime.timedelta(days=number)


def at_noon(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
