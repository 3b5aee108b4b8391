from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from training import actions, queries


class Command(BaseCommand):
    help = "Remind people by e-mail of certificates that end soon. For a daily timer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say who would get one")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        sent, refused = 0, 0
        for digest in queries.reminders_due():
            if dry_run:
                numbers = ", ".join(notice.number for notice in digest.notices)
                self.stdout.write(f"{digest.user.email}: {numbers}")
                continue
            try:
                sent += actions.send_reminder(digest=digest)
            except actions.ReminderNotSent as error:
                refused += 1
                self.stderr.write(f"Not sent to {digest.user.email}: {error.__cause__}")
        if not dry_run:
            self.stdout.write(f"E-mails sent: {sent}.")
        if refused:
            raise CommandError(f"{refused} could not be sent. They are tried again next time.")
