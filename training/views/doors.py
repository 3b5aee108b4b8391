from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from agencies.requests import SignedInRequest
from agencies.roles import Permission


def for_learners(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """To people whose role takes no training, the view does not exist."""

    @wraps(view)
    def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if Permission.TAKE_TRAINING not in request.user.permissions:
            raise Http404
        return view(request, *args, **kwargs)

    return inner
