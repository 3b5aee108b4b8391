from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from agencies.requests import SignedInRequest
from pages.models import NewsPage

from .. import actions, queries
from ..forms import AnswerForm, HideForm, PostForm
from ..models import Post
from .doors import for_authors, for_learners, lesson_to_read


@for_learners
def write(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """A question, or an example from practice, under a lesson."""
    return _write(request, lesson_to_read(request.user, pk), kind)


def comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Under a piece of news, from anybody who has signed in."""
    news = get_object_or_404(NewsPage.objects.live().public(), id=pk)
    return _write(request, news, Post.Kind.COMMENT)


def _write(request: SignedInRequest, page: Page, kind: str) -> HttpResponse:
    if kind not in queries.kinds_of_post(page):
        raise Http404
    form = PostForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        actions.write_post(page=page, kind=kind, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Thank you. A trainer will read it first."))
        return redirect(f"{page.url}#conversation")
    return render(request, "training/post.html", {"page": page, "form": form, "kind": kind})


def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.belonging_to(request.user).kept(), pk=pk)
    if request.method == "POST":
        actions.withdraw_post(post=post, by=request.user)
        messages.success(request, _("Withdrawn. Nobody reads it any more."))
        return redirect(post.page.url if post.page else "start")
    return render(request, "training/post_withdraw.html", {"post": post})


@for_authors
def conversations(request: SignedInRequest) -> HttpResponse:
    return render(request, "training/conversations.html", {"inbox": queries.inbox(request.user)})


@for_authors
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    post = _to_moderate(request, pk)
    if post.kind != Post.Kind.QUESTION:
        raise Http404
    started = {"answer": post.answer, "show": post.shown_at is not None}
    form = AnswerForm(request.POST or None, initial=started)
    if request.method == "POST" and form.is_valid():
        actions.answer_question(post=post, **form.cleaned_data, by=request.user)
        messages.success(request, _("Answered."))
        return redirect("training:conversations")
    return render(request, "training/post_answer.html", {"post": post, "form": form})


@for_authors
@require_POST
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    post = _to_moderate(request, pk)
    if post.kind == Post.Kind.QUESTION and not post.answer:
        return redirect("training:answer_question", pk)
    actions.show_post(post=post, by=request.user)
    messages.success(request, _("Everybody can read it now."))
    return redirect("training:conversations")


@for_authors
def hide(request: SignedInRequest, pk: int) -> HttpResponse:
    post = _to_moderate(request, pk)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hide_post(post=post, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Hidden. Only its writer sees it, and why."))
        return redirect("training:conversations")
    return render(request, "training/post_hide.html", {"post": post, "form": form})


def _to_moderate(request: SignedInRequest, pk: int) -> Post:
    posts = Post.objects.moderated_by(request.user).kept().select_related("author")
    return get_object_or_404(posts, pk=pk)
