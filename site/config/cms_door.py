"""The door of Wagtail's admin."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from agencies.models import User
from agencies.roles import CMS_GROUPS


class CmsDoorMiddleware:
    """Open /admin/ only to people who may author or review training today.

    Wagtail's own rule reads group rows, which outlive a dated membership; this one does not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            request.path_info.startswith("/admin/")
            and isinstance(user, User)
            and not CMS_GROUPS.keys() & user.permissions
        ):
            raise Http404
        return self.get_response(request)
