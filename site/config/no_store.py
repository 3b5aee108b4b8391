"""What browsers keep of the pages of people who have signed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers


class NoStoreMiddleware:
    """Nothing: on a shared desktop, the Back button must not show them to the next person.

    Files stay as they are: a film is asked for in parts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.streaming and request.user.is_authenticated:
            add_never_cache_headers(response)
        return response
