"""Saving one item as soon as it is answered."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.requests import SignedInRequest

from .. import actions
from ..forms import RatingForm, in_words
from ..models import Assessment, Item


@require_POST
def autosave(request: SignedInRequest, pk: int, code: str) -> JsonResponse:
    """Answer 200 {revision, message}, 422 {errors: {field: [sentence]}} or 409 {message}.

    A conflict also answers the revision to send with the next save, if the rater wants to keep
    what this page says.
    """
    draft = get_object_or_404(Assessment.objects.rated_by(request.user), pk=pk)
    item = get_object_or_404(Item, code=code, domain__version=draft.round.version_id)
    form = RatingForm(request.POST, item=item, rating=None)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        [rating] = actions.save_ratings(
            assessment=draft, answers={item: form.answer()}, by=request.user
        )
    except actions.AlreadySigned:
        return JsonResponse({"message": _("This assessment is signed off.")}, status=409)
    except actions.ChangedMeanwhile as conflict:
        said = _("Changed in another window. It says: “%(saved)s”. Save again to keep yours.")
        message = said % {"saved": in_words(conflict.rating)}
        return JsonResponse({"message": message, "revision": conflict.rating.revision}, status=409)
    now = time_format(timezone.localtime(), "H:i")
    return JsonResponse(
        {"revision": rating.revision, "message": _("Saved at %(time)s") % {"time": now}}
    )
