from typing import Any

from wagtail.management.commands import publish_scheduled

from training import actions


class Command(publish_scheduled.Command):
    help = "Publish the pages whose time has come, and take down those whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            for sentence in actions.put_off_what_cannot_be_published():
                self.stderr.write(f"Not published. {sentence}")
        super().handle(*args, **options)
