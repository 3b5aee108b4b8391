from typing import Any

from django.core.management.base import BaseCommand

from demo.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Print the demonstration's sign-ins, one a role."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"\nSign in with the password {PASSWORD} as:")
        for role, email in ACCOUNTS:
            self.stdout.write(f"  {role.label:<14} {email}")
