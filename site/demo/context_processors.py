from django.http import HttpRequest

from . import accounts


def sign_ins(request: HttpRequest) -> dict:
    """For the sign-in page of a demonstration; the settings name this only where DEMO is on."""
    return {
        "demo_accounts": [(role.label, email) for role, email in accounts.ACCOUNTS],
        "demo_password": accounts.PASSWORD,
    }
