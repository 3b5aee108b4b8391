"""Question banks from files and to files, in the CMS."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from agencies.requests import SignedInRequest

from .. import actions, queries
from ..formats.reading import Format, load
from ..formats.result import Exported, Loaded, Loss
from ..formats.writing import ENDINGS, write
from ..forms import QuestionFileForm
from ..models import QuestionBank, WaitingFile
from ..models.bank import KINDS
from ..queries.question_files import ImportPlan
from ..questions import Kind
from ..sentences import in_words
from .doors import for_authors

MOST_LINES = 200  # on the page: a file that is wholly wrong would list thousands
ABOUT = {
    Format.MOODLE_XML: (
        gettext_lazy("Moodle XML"),
        gettext_lazy("Holds every type of question, and comes back here just as it was."),
    ),
    Format.GIFT: (
        gettext_lazy("GIFT"),
        gettext_lazy("Plain text, easy to read and to change by hand. It says less."),
    ),
}
TYPES = {Format.GIFT: "text/plain; charset=utf-8", Format.MOODLE_XML: "application/xml"}


@for_authors
@require_safe
def question_files(request: SignedInRequest) -> HttpResponse:
    in_use = Count("questions", filter=Q(questions__is_retired=False))
    banks = QuestionBank.objects.annotate(in_use=in_use)
    return render(request, "training/cms/question_files.html", {"banks": banks})


@for_authors
def import_file(request: SignedInRequest, bank_id: int) -> HttpResponse:
    bank = get_object_or_404(QuestionBank, pk=bank_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = QuestionFileForm(*sent)
    if form.is_valid():
        waiting = actions.keep_file_waiting(
            bank=bank,
            name=form.cleaned_data["file"].name,
            source=Format(form.cleaned_data["format"]),
            content=form.content,
            by=request.user,
        )
        return redirect("training_import_preview", waiting.pk)
    return render(request, "training/cms/import_file.html", {"bank": bank, "form": form})


@for_authors
def import_preview(request: SignedInRequest, file_id: int) -> HttpResponse:
    file = WaitingFile.objects.belonging_to(request.user).filter(pk=file_id).first()
    if file is None:
        return _nothing_waits(request)
    loaded = load(bytes(file.content), Format(file.format))
    if request.method == "POST":
        return _imported(request, file, loaded)
    plan = queries.import_plan(file.bank, loaded)
    return render(request, "training/cms/import_preview.html", {"file": file, **_shown(plan)})


@for_authors
@require_safe
def export_preview(request: SignedInRequest, bank_id: int) -> HttpResponse:
    bank = get_object_or_404(QuestionBank, pk=bank_id)
    questions = list(queries.exported(bank))
    files = [_file(bank, questions, form) for form in ABOUT]
    context = {"bank": bank, "found": len(questions), "files": files, "most": MOST_LINES}
    return render(request, "training/cms/export_preview.html", context)


@for_authors
@require_safe
def export_file(request: SignedInRequest, bank_id: int, form: str) -> HttpResponse:
    bank, written_as = get_object_or_404(QuestionBank, pk=bank_id), Format(form)
    written = write(queries.exported(bank), written_as)
    name = f"{slugify(bank.name) or 'questions'}.{ENDINGS[written_as]}"
    return HttpResponse(
        written.text,
        content_type=TYPES[written_as],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _nothing_waits(request: SignedInRequest) -> HttpResponse:
    messages.info(
        request,
        _("This file has been imported, or was put away. To import a file, upload it again."),
    )
    return redirect("training_question_files")


def _imported(request: SignedInRequest, file: WaitingFile, loaded: Loaded) -> HttpResponse:
    try:
        plan = actions.import_waiting_file(file=file, loaded=loaded, by=request.user)
    except actions.NothingWaits:
        return _nothing_waits(request)
    sentence = ngettext(
        "%(count)d question was imported into %(bank)s.",
        "%(count)d questions were imported into %(bank)s.",
        len(plan.questions),
    )
    messages.success(request, sentence % {"count": len(plan.questions), "bank": file.bank})
    return redirect("training_question_files")


def _file(bank: QuestionBank, questions: list[Exported], form: Format) -> dict[str, Any]:
    losses = write(questions, form).losses
    name, about = ABOUT[form]
    return {
        "name": name,
        "about": about,
        "url": reverse("training_export_file", args=[bank.pk, form.value]),
        "losses": _lines(losses),
        "number": len(losses),
    }


def _shown(plan: ImportPlan) -> dict[str, Any]:
    skipped = plan.skipped[:MOST_LINES]
    return {
        "found": plan.found,
        "imported": [
            (q.name, KINDS[Kind(q.definition["kind"])], q.outcome)
            for q in plan.questions[:MOST_LINES]
        ],
        "number": len(plan.questions),
        "results": len(plan.results),
        "anything": bool(plan.questions or plan.results),
        "skipped": [(in_words(s.where), in_words(s.reason)) for s in skipped],
        "number_skipped": len(plan.skipped),
        "losses": _lines(plan.losses),
        "number_losses": len(plan.losses),
        "most": MOST_LINES,
    }


def _lines(losses: Sequence[Loss]) -> list[tuple[str, str]]:
    return [(in_words(loss.where), in_words(loss.what)) for loss in losses[:MOST_LINES]]
