"""CPU time of the main pages, with the number of queries, beside the least that Django can do.

Absolute times move with the machine: compare the ratios to the floor, taken in one run.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.management.base import BaseCommand
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from agencies.models import Agency
from agencies.roles import Role
from demo.timing import account, client_of, time, time_once
from fidelity.models import Assessment, Item, Round
from training import actions
from training.certificates import certificate_pdf
from training.formats.reading import Format, load
from training.models import Certificate, CoursePage, LessonPage, QuizPage


@login_not_required
def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello")


urlpatterns = [path("hello/", hello)]


class Command(BaseCommand):
    help = "Time the main pages on the demonstration's data (see `make bench`)."

    def handle(self, *args: Any, **options: Any) -> None:
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        self.stdout.write(f"{'':<34}{'CPU ms':>8}{'queries':>9}{'budget':>8}")
        with override_settings(ROOT_URLCONF=__name__):
            client = Client()
            time(self.stdout, "floor: a Django view", lambda: client.get("/hello/"), None)
        worker, supervisor, lead = (client_of(r) for r in (Role.WORKER, Role.SUPERVISOR, Role.LEAD))
        course = CoursePage.objects.get(is_core=True)
        lesson = LessonPage.objects.descendant_of(course)[0]
        quiz = QuizPage.objects.descendant_of(course)[0]
        time(self.stdout, "lesson page", lambda: worker.get(lesson.url), 12)
        time(self.stdout, "course page", lambda: worker.get(course.url), 15)
        time(self.stdout, "quiz page", lambda: worker.get(quiz.url), 24)
        time(self.stdout, "agency dashboard", lambda: lead.get(_dashboard()), 25)
        draft = _draft(supervisor)
        rate = reverse("fidelity:rate", args=[draft.pk, 2])
        time(self.stdout, "rating page of 9 items", lambda: supervisor.get(rate), 20)
        time(self.stdout, "autosave one item", _Autosave(supervisor, draft), 10)
        certificate = Certificate.objects.all()[0]
        time(self.stdout, "certificate PDF, warm", lambda: certificate_pdf(certificate), 40)
        time_once(self.stdout, "import 5,000 questions", _import_questions, 10)


def _import_questions() -> None:
    """From the file to the bank, and then as if it had not been."""
    answers = "{=one#Yes. ~two#No. ~%50%three ####Look again at the lesson.}"
    text = "\n\n".join(f"::Q {n}::[html]<p>Question {n}?</p>{answers}" for n in range(5000))
    with transaction.atomic():
        loaded = load(text.encode(), Format.GIFT)
        actions.import_questions(bank_name="Bench", loaded=loaded, source=Format.GIFT, by=None)
        transaction.set_rollback(True)


def _dashboard() -> str:
    agency = Agency.objects.get(memberships__user=account(Role.LEAD))
    return reverse("fidelity:agency-dashboard", args=[agency.slug])


def _draft(supervisor: Client) -> Assessment:
    user = account(Role.SUPERVISOR)
    round_ = Round.objects.open().get(agency=user.memberships.get().agency)
    rated = Assessment.objects.filter(round=round_).exclude(assessor=user, signed_at=None)
    team = round_.agency.teams.exclude(assessments__in=rated)[0]
    supervisor.post(reverse("fidelity:start", args=[round_.pk, team.pk]))
    return Assessment.objects.get(round=round_, team=team)


class _Autosave:
    """Saves a rating that differs each time, as a rater's changes do."""

    def __init__(self, client: Client, draft: Assessment) -> None:
        item = Item.objects.filter(domain__version=draft.round.version_id)[0]
        self.client, self.item = client, item
        self.url = reverse("fidelity:autosave", args=[draft.pk, item.code])
        rating = draft.ratings.filter(item=item).first()
        self.revision = rating.revision if rating else 0
        self.value = 1

    def __call__(self) -> Any:
        self.value = self.value % 5 + 1
        code = self.item.code
        answer = self.client.post(
            self.url, {f"{code}-rating": self.value, f"{code}-revision": self.revision}
        )
        self.revision = answer.json()["revision"]
        return answer
