from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agencies.requests import SignedInRequest

from .. import actions, queries
from ..forms import AcknowledgeForm, ReflectionForm, ShareEntryForm
from ..models import JournalEntry, SharedEntry
from .doors import for_learners, for_supervisors, lesson_to_read


@for_learners
def reflection(request: SignedInRequest, pk: int, reflection: UUID) -> HttpResponse:
    lesson = lesson_to_read(request.user, pk)
    part = lesson.part("reflection", reflection)
    if part is None:
        raise Http404
    entry = queries.entries_under(request.user, lesson).get(str(reflection))
    form = ReflectionForm(request.POST or None, initial={"text": entry.text if entry else ""})
    if request.method == "POST" and form.is_valid():
        actions.write_reflection(
            lesson=lesson, reflection=reflection, text=form.cleaned_data["text"], by=request.user
        )
        messages.success(request, _saved(entry))
        return redirect(f"{lesson.url}#reflection-{reflection}")
    context = {"lesson": lesson, "prompt": part.value["prompt"], "form": form}
    return render(request, "training/reflection.html", context)


def _saved(entry: JournalEntry | None) -> str:
    if entry and entry.shares.open().exists():
        return _("Saved in your journal. Whoever you share it with sees it as it is now.")
    return _("Saved in your journal. Only you see it.")


@for_learners
def journal(request: SignedInRequest) -> HttpResponse:
    return render(request, "training/journal.html", {"entries": queries.journal_of(request.user)})


@for_learners
def share(request: SignedInRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(JournalEntry.objects.belonging_to(request.user), pk=pk)
    people = queries.supervisors_of(request.user)
    form = ShareEntryForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        actions.share_entry(entry=entry, supervisors=form.chosen(), by=request.user)
        messages.success(request, _("Shared. You can take it back at any time."))
        return redirect("training:journal")
    return render(request, "training/journal_share.html", {"entry": entry, "form": form})


@for_learners
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    share = get_object_or_404(SharedEntry.objects.belonging_to(request.user), pk=pk)
    if request.method == "POST":
        actions.take_back_entry(share=share, by=request.user)
        messages.success(request, _("Taken back. Only you see it now."))
        return redirect("training:journal")
    return render(request, "training/journal_take_back.html", {"share": share})


@for_learners
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(JournalEntry.objects.belonging_to(request.user), pk=pk)
    if request.method == "POST":
        actions.delete_entry(entry=entry, by=request.user)
        messages.success(request, _("Deleted from your journal."))
        return redirect("training:journal")
    return render(request, "training/journal_delete.html", {"entry": entry})


@for_supervisors
def shared_with_me(request: SignedInRequest) -> HttpResponse:
    context = {"shares": queries.entries_shared_with(request.user)}
    return render(request, "training/journal_shared.html", context)


@for_supervisors
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    share = get_object_or_404(SharedEntry.objects.shared_with(request.user), pk=pk)
    form = AcknowledgeForm(request.POST or None, initial={"reply": share.reply})
    if request.method == "POST" and form.is_valid():
        actions.acknowledge_entry(share=share, reply=form.cleaned_data["reply"], by=request.user)
        messages.success(request, _("Thank you. The writer sees that you have read it."))
        return redirect("training:shared_with_me")
    return render(request, "training/journal_acknowledge.html", {"share": share, "form": form})
