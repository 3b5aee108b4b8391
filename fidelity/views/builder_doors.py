from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agencies.requests import SignedInRequest
from agencies.roles import Permission

from .. import actions
from ..models import InstrumentDraft


def for_authors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Within the CMS: not everybody who is let in there writes instruments."""

    @wraps(view)
    def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if Permission.AUTHOR_INSTRUMENTS not in request.user.permissions:
            raise Http404
        return view(request, *args, **kwargs)

    return inner


def with_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For authors, who share their drafts. One that is gone leads to what is published: it was
    published in another tab, or by a second click, or deleted."""

    @for_authors
    @wraps(view)
    def inner(request: SignedInRequest, pk: int) -> HttpResponse:
        people = ("instrument", "created_by", "changed_by", "sent_by")
        try:
            return view(request, InstrumentDraft.objects.select_related(*people).get(pk=pk))
        except (InstrumentDraft.DoesNotExist, actions.DraftIsGone):
            return draft_is_gone(request)

    return inner


@for_authors
def draft_is_gone(request: SignedInRequest) -> HttpResponse:
    messages.warning(request, _("That draft is not there any more: it was published or deleted."))
    return redirect("fidelity_versions")
