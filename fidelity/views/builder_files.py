"""Instruments from TOML files, in the CMS."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies.requests import SignedInRequest

from .. import actions
from ..comparing import differences
from ..definitions import Instrument as Definition
from ..forms.drafts import InstrumentFileForm
from ..models import Instrument
from .builder_doors import for_authors


@for_authors
def import_file(request: SignedInRequest) -> HttpResponse:
    """First the file is looked at; what was looked at then comes back, and becomes a draft."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = InstrumentFileForm(*sent)
    if not form.is_valid():
        return render(request, "fidelity/builder/import.html", {"form": form})
    if "file" in request.FILES:
        context = {"text": form.cleaned_data["text"], **_found(form.definition)}
        return render(request, "fidelity/builder/import_preview.html", context)
    draft = actions.create_draft(definition=form.definition, by=request.user)
    messages.success(request, _("A draft was made of the file. Nothing is published yet."))
    return redirect("fidelity_draft", draft.pk)


def _found(definition: Definition) -> dict:
    """What the file holds, beside the newest version of the same instrument."""
    instrument = Instrument.objects.filter(slug=definition.slug).first()
    newest = instrument.newest if instrument else None
    return {
        "instrument": definition,
        "newest": newest,
        "number": max(definition.number, newest.number + 1 if newest else 1),
        "differences": differences(newest.definition, definition) if newest else [],
    }


def toml_response(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.toml"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)
