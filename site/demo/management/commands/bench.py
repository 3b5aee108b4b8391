"""CPU time of the main pages, with the number of queries, beside the least that Django can do.

Absolute times move with the machine: compare the ratios to the floor, taken in one run.
"""

import statistics
from collections.abc import Callable
from time import process_time
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.management.base import BaseCommand
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from agencies.models import Agency, User
from agencies.roles import Role
from demo.accounts import ACCOUNTS
from fidelity.models import Assessment, Item, Round
from training.certificates import certificate_pdf
from training.models import Certificate, CoursePage, LessonPage, QuizPage

RUNS, WARM_UP = 30, 5


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
            self._time("floor: a Django view", lambda: client.get("/hello/"), None)
        worker, supervisor, lead = (_client(r) for r in (Role.WORKER, Role.SUPERVISOR, Role.LEAD))
        course = CoursePage.objects.get(is_core=True)
        lesson = LessonPage.objects.descendant_of(course)[0]
        quiz = QuizPage.objects.descendant_of(course)[0]
        self._time("lesson page", lambda: worker.get(lesson.url), 12)
        self._time("course page", lambda: worker.get(course.url), 15)
        self._time("quiz page", lambda: worker.get(quiz.url), 24)
        self._time("agency dashboard", lambda: lead.get(_dashboard()), 25)
        draft = _draft(supervisor)
        rate = reverse("fidelity:rate", args=[draft.pk, 2])
        self._time("rating page of 9 items", lambda: supervisor.get(rate), 20)
        self._time("autosave one item", _Autosave(supervisor, draft), 10)
        certificate = Certificate.objects.all()[0]
        self._time("certificate PDF, warm", lambda: certificate_pdf(certificate), 40)

    def _time(self, what: str, work: Callable[[], Any], budget: int | None) -> None:
        for _ in range(WARM_UP):
            answer = work()
        status = getattr(answer, "status_code", 200)
        with CaptureQueriesContext(connection) as queries:
            work()
        asked = len(queries)  # the next request would clear them
        times = [_seconds(work) for _ in range(RUNS)]
        line = f"{what:<34}{statistics.median(times) * 1000:>8.1f}{asked:>9}"
        problem = "" if status == 200 else f"  answered {status}!"
        self.stdout.write(f"{line}{budget or '':>8}{problem}")


def _seconds(work: Callable[[], Any]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def _client(role: Role) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=dict(ACCOUNTS)[role]))
    return client


def _dashboard() -> str:
    lead = User.objects.get(email=dict(ACCOUNTS)[Role.LEAD])
    agency = Agency.objects.get(memberships__user=lead)
    return reverse("fidelity:agency-dashboard", args=[agency.slug])


def _draft(supervisor: Client) -> Assessment:
    user = User.objects.get(email=dict(ACCOUNTS)[Role.SUPERVISOR])
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
