"""Where everybody lands after signing in: what to do next, by what they may do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import fidelity.queries
import training.queries
from agencies.models import Agency, User
from agencies.requests import SignedInRequest
from agencies.roles import Permission
from training.renewals import Renewal


@dataclass(frozen=True)
class Card:
    title: str
    text: str
    url: str
    action: str


def start(request: SignedInRequest) -> HttpResponse:
    cards = [
        card
        for make, needed in CARDS
        if needed in request.user.permissions
        for card in make(request.user)
    ]
    return render(request, "start.html", {"cards": cards})


def _rating(user: User) -> Iterator[Card]:
    for round_ in fidelity.queries.rounds_to_rate(user):
        left = len(round_.teams) - round_.done
        if left:
            text = ngettext(
                "%(n)d team of %(agency)s is waiting for its checklist, until %(day)s.",
                "%(n)d teams of %(agency)s are waiting for their checklists, until %(day)s.",
                left,
            ) % {
                "n": left,
                "agency": round_.agency,
                "day": date_format(round_.closes_on, "j F"),
            }
            title = _("Rate your teams: %(round)s") % {"round": round_.name}
            yield Card(title, text, reverse("fidelity:home"), _("Go to the round"))
    for draft in fidelity.queries.unfinished(user):
        text = _("The round has closed, but you can still finish what you began.")
        title = _("Finish: %(assessment)s") % {"assessment": draft}
        yield Card(title, text, draft.get_absolute_url(), _("Continue rating"))


def _training(user: User) -> Iterator[Card]:
    renewals = {renewal.number: renewal for renewal in training.queries.my_renewals(user)}
    for course in training.queries.courses_for(user):
        if renewal := renewals.get(course.certificate_number or ""):
            yield _renewal(renewal)
        elif course.certificate_number:
            text = _("You have the certificate. The lessons stay open to read again.")
            yield Card(course.title, text, course.url, _("Open the course"))
        elif step := course.next_step:
            text = _("%(done)d of %(total)d steps done. Next: “%(next)s”") % {
                "done": course.done,
                "total": course.total,
                "next": step.title,
            }
            if course.is_begun:
                yield Card(course.title, text, step.url, _("Continue"))
            else:  # what the course is about, and how sure one feels before it
                yield Card(course.title, text, course.url, _("Start"))


def _renewal(renewal: Renewal) -> Card:
    day = date_format(renewal.expires_on, "j F Y")
    said = _("It expired on %(day)s.") if renewal.has_expired else _("It expires on %(day)s.")
    title = _("Renew your certificate: %(course)s") % {"course": renewal.course_title}
    url = reverse("training:renew_certificate", args=[renewal.number])
    return Card(title, said % {"day": day}, url, _("See what is left"))


def _dashboards(user: User) -> Iterator[Card]:
    visible = list(Agency.objects.visible_to(user, Permission.SEE_DASHBOARD)[:2])
    if len(visible) == 1:
        text = _("Scores over the rounds, teams, training, and where to work next.")
        url = reverse("fidelity:agency-dashboard", args=[visible[0].slug])
        title = _("How %(agency)s is doing") % {"agency": visible[0]}
        yield Card(title, text, url, _("Open the dashboard"))
    elif visible:
        text = _("Scores over the rounds, teams and training, for each agency.")
        yield Card(_("Dashboards"), text, reverse("fidelity:home"), _("Choose an agency"))


def _people(user: User) -> Iterator[Card]:
    text = _("Invite workers and supervisors, and see who belongs to which team.")
    yield Card(_("People and teams"), text, reverse("agencies:people"), _("Manage people"))


def _peoples_training(user: User) -> Iterator[Card]:
    text = _("See who is getting on and who is stuck, enrol people, and run workshops.")
    yield Card(_("People’s training"), text, reverse("training:people"), _("Open"))


def _authoring(user: User) -> Iterator[Card]:
    text = _("Write lessons, case studies and quizzes, preview them as a learner, and publish.")
    yield Card(_("Write and edit"), text, reverse("wagtailadmin_home"), _("Open the editor"))


def _conversations(user: User) -> Iterator[Card]:
    if waiting := len(training.queries.inbox(user).waiting):
        text = ngettext(
            "%(n)d post waits to be read before it appears.",
            "%(n)d posts wait to be read before they appear.",
            waiting,
        ) % {"n": waiting}
        url = reverse("training:conversations")
        yield Card(_("Conversations with learners"), text, url, _("Read what waits"))


def _essays(user: User) -> Iterator[Card]:
    if waiting := training.queries.essays_to_mark(user):
        text = ngettext(
            "%(n)d essay waits to be marked.", "%(n)d essays wait to be marked.", waiting
        ) % {"n": waiting}
        yield Card(_("Essays to mark"), text, reverse("training:marking_queue"), _("Mark"))


def _shared(user: User) -> Iterator[Card]:
    shares = training.queries.entries_shared_with(user)
    if unread := sum(share.acknowledged_at is None for share in shares):
        text = ngettext(
            "%(n)d journal entry that you have not read yet.",
            "%(n)d journal entries that you have not read yet.",
            unread,
        ) % {"n": unread}
        yield Card(_("Shared with you"), text, reverse("training:shared_with_me"), _("Read"))


def _reviewing(user: User) -> Iterator[Card]:
    text = _("Read lessons before they are published, comment on them, and say what must change.")
    yield Card(_("Review lessons"), text, reverse("wagtailadmin_home"), _("See what waits"))


CARDS = [
    (_rating, Permission.RATE_FIDELITY),
    (_training, Permission.TAKE_TRAINING),
    (_shared, Permission.RATE_FIDELITY),
    (_dashboards, Permission.SEE_DASHBOARD),
    (_people, Permission.MANAGE_PEOPLE),
    (_peoples_training, Permission.MANAGE_TRAINING),
    (_essays, Permission.AUTHOR_TRAINING),
    (_conversations, Permission.AUTHOR_TRAINING),
    (_authoring, Permission.AUTHOR_TRAINING),
    (_reviewing, Permission.REVIEW_TRAINING),
]
