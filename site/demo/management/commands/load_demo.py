from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

import fidelity
from agencies.models import User
from demo.accounts import DOMAIN
from demo.agencies import make_agencies
from demo.cohorts import make_cohorts
from demo.conversations import make_conversations
from demo.course import make_course
from demo.essays import make_essays
from demo.extra_training import make_extra_training
from demo.public_pages import make_public_pages
from demo.ratings import make_rounds, months_until
from demo.training_records import make_training_records
from fidelity import actions
from pages.models import HomePage

INSTRUMENTS = Path(fidelity.__file__).parent / "instruments"
RATED_WITH = "connecting_people.toml"


class Command(BaseCommand):
    help = "Load starter content: the course, the public pages, and invented agencies and people."

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "The demonstration is never loaded in production, because anyone can sign in to "
                "its accounts. On a machine of your own, set DEMO=1."
            )
        if User.objects.exists() and not User.objects.filter(email__endswith=f"@{DOMAIN}").exists():
            raise CommandError(
                "This database holds real people. Load the demonstration into an empty one."
            )
        # What invented people do to each other tells nobody real.
        no_mail = override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
        with no_mail, transaction.atomic():
            self._load()

    def _load(self) -> None:
        today = timezone.localdate()
        self.stdout.write("Public pages …")
        home = HomePage.objects.get()
        make_public_pages(home)
        self.stdout.write("The core course …")
        course = make_course(home)
        self.stdout.write("The instruments …")
        versions = {
            file.name: actions.load_instrument_file(path=file, by=None)
            for file in sorted(INSTRUMENTS.glob("*.toml"))
        }
        self.stdout.write("Agencies and people …")
        agencies = make_agencies(started_on=months_until(today)[0])
        self.stdout.write("Eighteen rounds of ratings …")
        make_rounds(agencies, versions[RATED_WITH], today)
        self.stdout.write("Training records …")
        make_training_records(agencies, course, today)
        make_conversations(course)
        self.stdout.write("Cohorts and workshops …")
        make_cohorts(course, today)
        self.stdout.write("An agency’s own module and a course for supervisors …")
        make_extra_training(course, agencies[0][0])
        self.stdout.write("Essays that wait to be marked …")
        make_essays()
