"""A draft on its way to being published, in the CMS."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.requests import SignedInRequest

from .. import actions, documents
from ..comparing import differences
from ..forms.drafts import CommentForm, TryForm
from ..models import InstrumentDraft
from ..models.draft_previews import answers_tried
from ..models.drafts import tried_key
from ..sheets import result, rules, sheets
from .builder_doors import with_draft
from .builder_files import toml_response


@with_draft
@require_safe
def draft(request: SignedInRequest, found: InstrumentDraft) -> HttpResponse:
    return _page(request, found, CommentForm())


@with_draft
@require_POST
def send(request: SignedInRequest, found: InstrumentDraft) -> HttpResponse:
    try:
        actions.send_for_review(draft=found, by=request.user)
    except actions.HasFaults:
        messages.error(request, _("It cannot be sent for review before this is put right."))
    else:
        messages.success(request, _("Sent for review. Ask somebody to check and publish it."))
    return redirect("fidelity_draft", found.pk)


@with_draft
@require_POST
def back(request: SignedInRequest, found: InstrumentDraft) -> HttpResponse:
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        actions.send_back(draft=found, comment=form.cleaned_data["comment"], by=request.user)
    except actions.NotInReview:
        messages.error(request, _("It is not in review any more."))
    else:
        messages.success(request, _("Sent back. Its authors see your comment here."))
    return redirect("fidelity_draft", found.pk)


@with_draft
def publish(request: SignedInRequest, found: InstrumentDraft) -> HttpResponse:
    if request.method == "POST":
        return _published(request, found)
    if not found.is_in_review:
        return redirect("fidelity_draft", found.pk)
    context = {"draft": found, "is_author": request.user.pk in _authors(found)}
    return render(request, "fidelity/builder/publish.html", context)


def _published(request: SignedInRequest, found: InstrumentDraft) -> HttpResponse:
    try:
        seen = int(request.POST.get("seen", "-1")[:10])
        version = actions.publish_draft(draft=found, seen=seen, by=request.user)
    except (
        actions.NotInReview,
        actions.DraftChangedMeanwhile,
        actions.VersionDiffers,  # somebody published the same number at the same moment
        ValueError,
    ):
        messages.error(request, _("It was changed meanwhile, and is not published. Look again."))
    except actions.HasFaults:
        messages.error(request, _("It cannot be published before this is put right."))
    else:
        messages.success(request, _("Published: %(version)s.") % {"version": version})
        return redirect("fidelity_version", version.pk)
    return redirect("fidelity_draft", found.pk)


@with_draft
def try_it(request: SignedInRequest, found: InstrumentDraft) -> HttpResponse:
    """Nothing is stored, but that this person's next visit, and preview, begin as this one left."""
    instrument, faults = found.so_far
    context = {"draft": found, "faults": faults, "instrument": instrument}
    if faults:
        return render(request, "fidelity/builder/try.html", context)
    tried = request.session.get(tried_key(found), {})
    initial = {f"item-{code}": answer for code, answer in tried.items()}
    form = TryForm(request.POST or None, instrument=instrument, initial=initial)
    if form.is_valid():
        tried = request.session[tried_key(found)] = form.answers()
        context["result"] = result(instrument, answers_tried(tried))
    return render(request, "fidelity/builder/try.html", context | {"form": form})


@with_draft
@require_safe
def draft_toml(request: SignedInRequest, found: InstrumentDraft) -> HttpResponse:
    document = found.document
    name = f"{document.get('slug') or 'instrument'}-{found.number}-draft"
    return toml_response(documents.toml_of(document), name)


def _authors(found: InstrumentDraft) -> set[int | None]:
    return {found.created_by_id, found.changed_by_id, found.sent_by_id}


def _page(request: SignedInRequest, found: InstrumentDraft, form: CommentForm) -> HttpResponse:
    instrument, faults = found.so_far
    newest = found.instrument.newest if found.instrument and not faults else None
    context = {
        "draft": found,
        "instrument": instrument,
        "faults": faults,
        "form": form,
        "newest": newest,
        "differences": differences(newest.definition, instrument) if newest else [],
        "rules": rules(instrument),
        "sheets": sheets(instrument, {}),
    }
    return render(request, "fidelity/builder/draft.html", context)
