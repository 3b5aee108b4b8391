"""What is written under lessons and news, and what trainers do with it."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from agencies.models import User
from agencies.roles import Permission

from .. import queries
from ..models import Post
from .refusals import NoConversationHere, NotForTrainersToDo, PostIsGone


@transaction.atomic
def write_post(*, page: Page, kind: str, text: str, by: User) -> Post:
    """Only the writer and trainers see it, until a trainer shows it to all."""
    if kind not in queries.kinds_of_post(page):
        raise NoConversationHere
    home = next((membership.agency for membership in by.held if membership.agency_id), None)
    post = Post.objects.create(
        page_id=page.pk,
        page_title=page.title,
        kind=kind,
        author=by,
        agency_name=home.name if home else "",
        text=text,
    )
    log(post, "training.write_post", user=by)
    return post


@transaction.atomic
def withdraw_post(*, post: Post, by: User) -> None:
    """Take back what one has written. Safe to do twice."""
    post = Post.objects.belonging_to(by).select_for_update().get(pk=post.pk)
    if post.withdrawn_at is None:
        _change(post, "withdraw_post", by, withdrawn_at=timezone.now())


@transaction.atomic
def answer_question(*, post: Post, answer: str, show: bool, by: User) -> None:
    """Answer the asker, or put an answer right; with `show`, let everybody read both."""
    post = _to_moderate(post, by)
    if post.kind != Post.Kind.QUESTION:
        raise NotForTrainersToDo
    shown = _shown(by) if show else {"shown_by": None, "shown_at": None}
    given: dict[str, Any] = {"answer": answer, "answered_by": by, "answered_at": timezone.now()}
    _change(post, "answer_question", by, **given, **shown, **NOT_HIDDEN)


@transaction.atomic
def show_post(*, post: Post, by: User) -> None:
    """Let everybody read it, also if it had been hidden."""
    post = _to_moderate(post, by)
    if post.kind == Post.Kind.QUESTION and not post.answer:
        raise NotForTrainersToDo
    _change(post, "show_post", by, **_shown(by), **NOT_HIDDEN)


@transaction.atomic
def hide_post(*, post: Post, reason: str, by: User) -> None:
    """Let nobody read it but its writer, who is told why."""
    post = _to_moderate(post, by)
    _change(post, "hide_post", by, hidden_by=by, hidden_at=timezone.now(), hidden_reason=reason)


NOT_HIDDEN: dict[str, Any] = {"hidden_by": None, "hidden_at": None, "hidden_reason": ""}


def _shown(by: User) -> dict[str, Any]:
    return {"shown_by": by, "shown_at": timezone.now()}


def _to_moderate(post: Post, by: User) -> Post:
    if Permission.AUTHOR_TRAINING not in by.permissions:
        raise NotForTrainersToDo
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.withdrawn_at:
        raise PostIsGone
    return post


def _change(post: Post, action: str, by: User, **values: Any) -> None:
    for name, value in values.items():
        setattr(post, name, value)
    post.save(update_fields=list(values))
    log(post, f"training.{action}", user=by)
