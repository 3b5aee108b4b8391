from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: a lead or an administrator invites them."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
