from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: a lead or an administrator invites them."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail address and password do not go together. Check both, and try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the address that people use, whatever host the request named."""
        link = urlsplit(super().get_reset_password_from_key_url(key))
        return f"{settings.SITE_URL}{link.path}"
