"""A lesson that waits for the people with lived experience whose approval its course asks for."""

from wagtail.models import Workflow

from agencies.models import User
from agencies.roles import Role
from training.models import CoursePage, LessonPage, ModulePage, Outcome, QuestionBank
from training.reviewers import WORKFLOW

from .accounts import ACCOUNTS
from .course import CONTENT, lesson_page, read

WAITING = CONTENT.parent / "supervisors" / "waiting.toml"


def leave_for_review(course: CoursePage) -> None:
    """What the reviewer one can sign in as finds; once."""
    module = ModulePage.objects.child_of(course).get()
    content = read(WAITING)
    if LessonPage.objects.child_of(module).filter(slug=content["slug"]).exists():
        return
    lesson = lesson_page(
        content,
        QuestionBank.objects.get(name=module.title),
        Outcome.objects.get(name=module.title),
    )
    lesson.live = False
    lesson.co_produced_with = "the Harbour Street reading group (invented)"
    module.add_child(instance=lesson)
    trainer = User.objects.get(email=dict(ACCOUNTS)[Role.TRAINER])
    lesson.save_revision(user=trainer)
    Workflow.objects.get(name=WORKFLOW).start(lesson, trainer)
