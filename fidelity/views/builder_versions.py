"""Published versions, in the CMS. What they say never changes; what is said of them does."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.requests import SignedInRequest

from .. import actions, documents
from ..comparing import differences
from ..forms.drafts import DuplicateForm, EquivalentForm, ReasonForm
from ..models import InstrumentDraft, InstrumentVersion
from ..sheets import rules, sheets
from .builder_doors import for_authors
from .builder_files import toml_response


@for_authors
@require_safe
def versions(request: SignedInRequest) -> HttpResponse:
    found = InstrumentVersion.objects.defer("document").select_related("instrument", "published_by")
    counted = found.annotate(used=Count("rounds"))
    context = {
        "versions": counted.order_by("instrument__name", "instrument_id", "-number"),
        "has_drafts": InstrumentDraft.objects.exists(),
    }
    return render(request, "fidelity/builder/versions.html", context)


@for_authors
@require_safe
def version(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_versions(), pk=pk)
    others = InstrumentVersion.objects.filter(instrument=found.instrument).exclude(pk=pk)
    context = {
        "version": found,
        "instrument": found.definition,
        "sheets": sheets(found.definition, {}),
        "rules": rules(found.definition),
        "others": others.defer("document"),
        "has_earlier": others.filter(number__lt=found.number).exists(),
    }
    return render(request, "fidelity/builder/version.html", context)


@for_authors
@require_safe
def compare(request: SignedInRequest, pk: int, other: int) -> HttpResponse:
    """The older one on the left, whichever was opened first."""
    found = get_object_or_404(_versions(), pk=pk)
    others = InstrumentVersion.objects.filter(instrument=found.instrument).exclude(pk=pk)
    was, now = sorted([found, get_object_or_404(others, pk=other)], key=lambda v: v.number)
    context = {
        "was": was,
        "now": now,
        "differences": differences(was.definition, now.definition),
    }
    return render(request, "fidelity/builder/compare.html", context)


@for_authors
@require_POST
def new_version(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(InstrumentVersion, pk=pk)
    draft = actions.create_draft(definition=found.definition, by=request.user)
    messages.success(
        request,
        _("This is a draft of version %(number)s. The published one stays as it is.")
        % {"number": draft.number},
    )
    return redirect("wagtailsnippets_fidelity_instrumentdraft:edit", draft.pk)


@for_authors
def duplicate(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(InstrumentVersion, pk=pk)
    form = DuplicateForm(request.POST or None)
    if form.is_valid():
        draft = actions.duplicate_version(version=found, **form.cleaned_data, by=request.user)
        return redirect("wagtailsnippets_fidelity_instrumentdraft:edit", draft.pk)
    context = {"version": found, "form": form, "heading": _("Duplicate as a new instrument")}
    context["button"] = _("Make a draft of the new instrument")
    return render(request, "fidelity/builder/version_form.html", context)


@for_authors
def equivalent(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_versions(), pk=pk)
    if found.equivalent_to:
        return redirect("fidelity_version", pk)
    form = EquivalentForm(request.POST or None, version=found)
    if form.is_valid():
        actions.declare_equivalent(version=found, **form.cleaned_data, by=request.user)
        messages.success(request, _("Declared equivalent."))
        return redirect("fidelity_version", pk)
    context = {"version": found, "form": form, "heading": _("Declare equivalent")}
    context["help"] = _(
        "Charts may then join the scores of both versions by one line. Say so only where the "
        "changes cannot have moved anybody's score, such as a corrected spelling."
    )
    context["button"] = _("Declare equivalent")
    return render(request, "fidelity/builder/version_form.html", context)


@for_authors
def not_equivalent(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_versions(), pk=pk)
    if not found.equivalent_to:
        return redirect("fidelity_version", pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        actions.take_back_equivalence(version=found, because=because, by=request.user)
        messages.success(request, _("The two versions are not equivalent any more."))
        return redirect("fidelity_version", pk)
    context = {"version": found, "form": form, "heading": _("Not equivalent after all")}
    context["help"] = _("Charts then no longer join the scores of both by one line.")
    context["button"] = _("Take it back")
    return render(request, "fidelity/builder/version_form.html", context)


@for_authors
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(InstrumentVersion, pk=pk)
    if request.method == "POST" and not found.retired_at:
        actions.retire_version(version=found, by=request.user)
        messages.success(request, _("Retired. New rounds cannot use it; old ones stay."))
    if found.retired_at:
        return redirect("fidelity_version", pk)
    return render(request, "fidelity/builder/retire.html", {"version": found})


@for_authors
def bring_back(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(InstrumentVersion, pk=pk)
    if request.method == "POST" and found.retired_at:
        actions.bring_version_back(version=found, by=request.user)
        messages.success(request, _("Brought back. New rounds may use it again."))
    if not found.retired_at:
        return redirect("fidelity_version", pk)
    return render(request, "fidelity/builder/retire.html", {"version": found})


@for_authors
@require_safe
def version_toml(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(InstrumentVersion, pk=pk)
    definition = found.definition
    return toml_response(documents.write_toml(definition), f"{definition.slug}-{found.number}")


def _versions():
    return InstrumentVersion.objects.select_related("instrument", "published_by", "equivalent_to")
