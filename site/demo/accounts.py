"""The people one can sign in as in the demonstration, one a role. Never in production: the
deployment check refuses their addresses (demo.checks)."""

from agencies.roles import Role

PASSWORD = "people-connect-people"  # noqa: S105 - printed on purpose, for accounts of nobody
DOMAIN = "demo.example.org"

ACCOUNTS: list[tuple[Role, str]] = [(role, f"{role}@{DOMAIN}") for role in Role]
