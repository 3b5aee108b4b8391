from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from training import actions


class Command(BaseCommand):
    help = (
        "Queue again the background work that a killed worker left, and remove the files of "
        "certificates that are older than a week. For a timer, and before a worker starts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--older-than",
            type=int,
            default=30,
            metavar="MINUTES",
            help="how long work must have been running to count as left (30); 0 where no worker "
            "is running",
        )

    def handle(self, *args: Any, older_than: int, **options: Any) -> None:
        queued = actions.requeue_stale_tasks(older_than=timedelta(minutes=older_than))
        removed = actions.remove_old_archives()
        if queued or removed:
            self.stdout.write(f"Queued again: {queued}. Files removed: {removed}.")
