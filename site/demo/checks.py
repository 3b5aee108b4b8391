from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from .accounts import DOMAIN


@register(Tags.security, Tags.database, deploy=True)
def no_demo_accounts(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[CheckMessage]:
    """`manage.py check --deploy --database default` refuses a site with demo accounts on it."""
    from agencies.models import User

    problems: list[CheckMessage] = []
    if settings.DEMO or settings.DEBUG:
        problems.append(
            Error("DEMO or DEBUG is on.", hint="Unset both in production.", id="demo.E001")
        )
    if databases and User.objects.filter(email__endswith=f"@{DOMAIN}").exists():
        problems.append(
            Error(
                "The demonstration's accounts are in this database; anyone can sign in to them.",
                hint="Start production with an empty database; load_demo is for trying things out.",
                id="demo.E002",
            )
        )
    return problems
