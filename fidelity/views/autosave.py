"""Saving one item, or the examples of a domain, as soon as they are written.

Both answer 200 {revision, message}, 422 {errors: {field: [sentence]}} or 409 {message}. A conflict
also answers the revision to send with the next save, if the rater wants to keep what this page
says.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.requests import SignedInRequest

from .. import actions
from ..forms import ExamplesForm, RatingForm, in_words
from ..models import Assessment, Domain, Examples, Item, Rating

DRAFTS = Assessment.objects.select_related("round__version")


@require_POST
def autosave(request: SignedInRequest, pk: int, code: str) -> JsonResponse:
    draft = get_object_or_404(DRAFTS.rated_by(request.user), pk=pk)
    version = draft.round.version
    item = get_object_or_404(Item, code=code, domain__version=version)
    form = RatingForm(request.POST, item=item, instrument=version.definition, rating=None)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)

    answers = {item: form.answer()}
    return _answer(
        lambda: actions.save_ratings(assessment=draft, answers=answers, by=request.user)[0],
        lambda saved: in_words(saved, form.said),
    )


@require_POST
def autosave_examples(request: SignedInRequest, pk: int, order: int) -> JsonResponse:
    draft = get_object_or_404(DRAFTS.rated_by(request.user), pk=pk)
    domain = get_object_or_404(Domain, order=order, version=draft.round.version)
    if not draft.round.version.definition.domain(domain.code).examples:
        raise Http404  # it asks for none
    form = ExamplesForm(request.POST, domain=domain, asks="", examples=None)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    written = form.written()
    return _answer(
        lambda: actions.save_examples(
            assessment=draft,
            domain=domain,
            text=written.text,
            revision=written.revision,
            by=request.user,
        ),
        lambda saved: saved.text,
    )


Saved = TypeVar("Saved", Rating, Examples)


def _answer(save: Callable[[], Saved], in_words: Callable[[Saved], str]) -> JsonResponse:
    try:
        saved = save()
    except actions.AlreadySigned:
        return JsonResponse({"message": _("This assessment is signed off.")}, status=409)
    except actions.ChangedMeanwhile as conflict:
        said = _("Changed in another window. It says: “%(saved)s”. Save again to keep yours.")
        message = said % {"saved": in_words(cast(Saved, conflict.saved))}
        return JsonResponse({"message": message, "revision": conflict.saved.revision}, status=409)
    now = time_format(timezone.localtime(), "H:i")
    return JsonResponse(
        {"revision": saved.revision, "message": _("Saved at %(time)s") % {"time": now}}
    )
