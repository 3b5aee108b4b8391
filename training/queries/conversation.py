from dataclasses import dataclass

from wagtail.models import Page

from agencies.models import User
from pages.models import NewsPage

from ..models import CoursePage, LessonPage, Post

KINDS = {
    CoursePage.Conversation.OFF: (),
    CoursePage.Conversation.QUESTIONS: (Post.Kind.QUESTION,),
    CoursePage.Conversation.EXCHANGE: (Post.Kind.QUESTION, Post.Kind.PRACTICE),
}
LATEST = 50  # posts that trainers have dealt with


@dataclass(frozen=True)
class Talk:
    """What one person reads of one kind under a page."""

    kind: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Inbox:
    waiting: tuple[Post, ...]
    dealt_with: tuple[Post, ...]


def kinds_of_post(page: Page) -> tuple[str, ...]:
    """What may be written under a page."""
    if isinstance(page, NewsPage):
        return (Post.Kind.COMMENT,) if page.comments_open else ()
    if isinstance(page, LessonPage):
        return KINDS[CoursePage.objects.ancestor_of(page).get().conversation]
    return ()


def talks_under(user: User, page: Page, kinds: tuple[str, ...]) -> tuple[Talk, ...]:
    """In one query; none where nothing may be written."""
    if not kinds:
        return ()
    found = list(
        Post.objects.read_by(user)
        .filter(page_id=page.pk, kind__in=kinds)
        .select_related("author", "answered_by")
    )
    return tuple(Talk(kind, tuple(post for post in found if post.kind == kind)) for kind in kinds)


def inbox(user: User) -> Inbox:
    """What waits for a trainer, the oldest first, and what was dealt with last."""
    posts = Post.objects.moderated_by(user).select_related("author", "page")
    waiting = posts.waiting()
    dealt_with = posts.kept().exclude(pk__in=waiting.values("pk")).order_by("-written_at", "-pk")
    return Inbox(tuple(waiting), tuple(dealt_with[:LATEST]))
