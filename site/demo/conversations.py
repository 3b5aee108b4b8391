"""A journal entry that is shared, an answered question, and a post that waits for a trainer."""

from agencies.models import User
from agencies.roles import Role
from training import actions
from training.models import CoursePage, JournalEntry, LessonPage

from .accounts import ACCOUNTS


def make_conversations(course: CoursePage) -> None:
    """What the people one can sign in as have written; once, and not under a course that was loaded
    before there were conversations."""
    if JournalEntry.objects.exists() or course.conversation == CoursePage.Conversation.OFF:
        return
    emails = dict(ACCOUNTS)
    worker, supervisor, trainer = (
        User.objects.get(email=emails[role])
        for role in (Role.WORKER, Role.SUPERVISOR, Role.TRAINER)
    )
    lesson, reflection = _first_reflection(course)
    entry = actions.write_reflection(
        lesson=lesson,
        reflection=reflection.id,
        text="I noticed how often I had an answer ready before the question was finished.",
        by=worker,
    )
    actions.share_entry(entry=entry, supervisors=[supervisor], by=worker)
    actions.acknowledge_entry(
        share=entry.shares.get(),
        reply="Thank you for showing me this. Shall we talk about it on Thursday?",
        by=supervisor,
    )
    question = actions.write_post(
        page=lesson,
        kind="question",
        text="What do I say when somebody tells me that they need no one?",
        by=worker,
    )
    actions.answer_question(
        post=question,
        answer="Believe them, and stay curious. Ask what a good day looks like, and who is in it.",
        show=True,
        by=trainer,
    )
    actions.write_post(
        page=lesson,
        kind="practice",
        text="We drew my own map of people first. It made the second map much easier to begin.",
        by=supervisor,
    )


def _first_reflection(course: CoursePage) -> tuple:
    """A lesson that asks its reader to think, with the block that asks."""
    for lesson in LessonPage.objects.descendant_of(course).order_by("path"):
        for block in lesson.body:
            if block.block_type == "reflection":
                return lesson, block
    raise LookupError("No lesson of the course asks its reader to reflect.")
