from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from agencies.models import User
from agencies.requests import SignedInRequest
from agencies.roles import Permission, Role

from .. import queries
from ..models import Cohort, LessonPage


def for_learners(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """To people whose role takes no training, the view does not exist."""

    @wraps(view)
    def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Permission.TAKE_TRAINING not in request.user.permissions:
            raise Http404
        return view(request, *args, **kwargs)

    return inner


def for_authors(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Within the CMS: not everybody who is let in there writes training."""

    @wraps(view)
    def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Permission.AUTHOR_TRAINING not in request.user.permissions:
            raise Http404
        return view(request, *args, **kwargs)

    return inner


def for_managers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For those who see people's progress somewhere; whose, visible_to() says."""

    @wraps(view)
    def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Permission.MANAGE_TRAINING not in request.user.permissions:
            raise Http404
        return view(request, *args, **kwargs)

    return inner


def for_supervisors(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Role.SUPERVISOR not in request.user.roles:
            raise Http404
        return view(request, *args, **kwargs)

    return inner


def cohort_to_manage(user: User, pk: int) -> Cohort:
    visible = Cohort.objects.visible_to(user, Permission.MANAGE_TRAINING)
    return get_object_or_404(visible.select_related("agency", "course"), pk=pk)


def lesson_to_read(user: User, pk: int) -> LessonPage:
    """A lesson that this person may read now."""
    lesson = get_object_or_404(LessonPage.objects.open_to(user), id=pk)
    if queries.locks_on(user, lesson):
        raise Http404
    return lesson
