from django.http import HttpRequest

from .models import User


class SignedInRequest(HttpRequest):
    """A request that LoginRequiredMiddleware has let through: there is somebody behind it.

    For annotations only; at run time it is Django's own request.
    """

    user: User
