"""Who may open what: every URL x every role x own or other agency x GET and POST.

The rows are checked against the resolver, so a new URL without a row fails. Each row names who is
let in; everybody else who has signed in gets 404 (never 403: they are not told that it exists),
and whoever has not is led to the sign-in page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import URLResolver, get_resolver, path, reverse

from agencies.models import Agency
from config import urls as real_urls

from .access_world import PART, build

EVERYBODY = {
    "anonymous", "suspended", "former", "worker", "supervisor", "colleague", "lead", "trainer",
    "researcher", "commissioner", "reviewer", "administrator", "outsider",
}  # fmt: skip
SIGNED_IN = EVERYBODY - {"anonymous", "suspended"}
LEARNERS = SIGNED_IN - {"former", "commissioner"}
AUTHORS = {"trainer", "administrator"}  # of training
PEOPLE_MANAGERS = {"lead", "administrator", "outsider"}
NORTHS_MANAGERS = {"lead", "administrator"}
TRAINING_MANAGERS = {"lead", "trainer", "administrator", "outsider"}
NORTHS_TRAINING = {"lead", "trainer", "administrator"}
NORTHS_RATERS = {"supervisor", "colleague"}
NORTHS_READERS = {*NORTHS_RATERS, "lead", "researcher"}
INSTRUMENT_AUTHORS = {"trainer", "researcher", "administrator"}
INSTRUMENT_READERS = {*NORTHS_READERS, *INSTRUMENT_AUTHORS, "outsider"}
NORTHS_DASHBOARD = {*NORTHS_READERS, "administrator"}


@dataclass(frozen=True)
class Row:
    let_in: set[str]
    arguments: Callable[[SimpleNamespace], list] = lambda world: []
    post_only: bool = False


TABLE = {
    # config
    "start": Row(SIGNED_IN),
    "wagtail_serve": Row(EVERYBODY, lambda w: [""]),
    # agencies
    "agencies:people": Row(PEOPLE_MANAGERS),
    "agencies:programme_people": Row({"administrator"}),
    "agencies:programme_invite": Row({"administrator"}),
    "agencies:add_agency": Row({"administrator"}),
    "agencies:agency_people": Row(NORTHS_MANAGERS, lambda w: ["north"]),
    "agencies:invite": Row(NORTHS_MANAGERS, lambda w: ["north"]),
    "agencies:add_team": Row(NORTHS_MANAGERS, lambda w: ["north"]),
    "agencies:rename_team": Row(NORTHS_MANAGERS, lambda w: [w.team.pk]),
    "agencies:end_membership": Row(NORTHS_MANAGERS, lambda w: [w.membership.pk]),
    "agencies:resend_invitation": Row(NORTHS_MANAGERS, lambda w: [w.invitation.pk], post_only=True),
    "agencies:cancel_invitation": Row(NORTHS_MANAGERS, lambda w: [w.invitation.pk]),
    "agencies:invitation": Row(EVERYBODY, lambda w: [w.token]),
    # training: records are one's own, whoever one is
    "training:courses": Row(LEARNERS),
    "training:complete_lesson": Row(LEARNERS, lambda w: [w.lesson.pk], post_only=True),
    "training:claim_certificate": Row(LEARNERS, lambda w: [w.course.pk], post_only=True),
    "training:confidence": Row(LEARNERS, lambda w: [w.course.pk]),
    "training:progress": Row(LEARNERS),
    "training:record": Row(LEARNERS),
    "training:record_pdf": Row(LEARNERS),
    "training:record_csv": Row(LEARNERS),
    "training:start_quiz": Row(LEARNERS, lambda w: [w.quiz.pk], post_only=True),
    "training:attempt": Row({"worker"}, lambda w: [w.attempt.pk]),
    "training:save_attempt": Row({"worker"}, lambda w: [w.attempt.pk], post_only=True),
    "training:next_question": Row({"worker"}, lambda w: [w.one_by_one.pk]),
    "training:question": Row({"worker"}, lambda w: [w.one_by_one.pk, 1]),
    "training:result": Row({"worker"}, lambda w: [w.marked.pk]),
    "training:analysis": Row(AUTHORS, lambda w: [w.quiz.pk]),
    "training:analysis_csv": Row(AUTHORS, lambda w: [w.quiz.pk]),
    "training:regrade": Row(AUTHORS, lambda w: [w.question.pk]),
    "training:mark_essay_again": Row(AUTHORS, lambda w: [w.essay_with_a_result.pk]),
    "training:verify": Row(EVERYBODY),
    "training:certificate": Row({"worker"}, lambda w: [w.certificate.number]),
    "training:certificate_pdf": Row({"worker"}, lambda w: [w.certificate.number]),
    "training:certificate_verify": Row(EVERYBODY, lambda w: [w.certificate.number]),
    "training:renew_certificate": Row({"worker"}, lambda w: [w.certificate.number]),
    "training:certificate_register": Row(AUTHORS),
    "training:managed_certificate": Row(AUTHORS, lambda w: [w.certificate.number]),
    "training:managed_certificate_pdf": Row(AUTHORS, lambda w: [w.certificate.number]),
    "training:revoke_certificate": Row(AUTHORS, lambda w: [w.certificate.number]),
    "training:reissue_certificate": Row(AUTHORS, lambda w: [w.certificate.number]),
    "training:start_batch": Row(AUTHORS),
    "training:batch": Row(AUTHORS, lambda w: [w.batch.pk]),
    "training:batch_archive": Row(AUTHORS, lambda w: [w.batch.pk]),
    "training:exercise_pdf": Row(LEARNERS, lambda w: [w.lesson.pk, PART]),
    "training:reflection": Row(LEARNERS, lambda w: [w.lesson.pk, PART]),
    "training:try_question": Row(LEARNERS, lambda w: [w.lesson.pk, PART]),
    "training:journal": Row(LEARNERS),
    "training:share_entry": Row({"worker"}, lambda w: [w.shared.entry_id]),
    "training:delete_entry": Row({"worker"}, lambda w: [w.shared.entry_id]),
    "training:take_back_entry": Row({"worker"}, lambda w: [w.shared.pk]),
    "training:shared_with_me": Row({*NORTHS_RATERS, "outsider"}),
    "training:acknowledge_entry": Row({"supervisor"}, lambda w: [w.shared.pk]),
    "training:write_post": Row(LEARNERS, lambda w: [w.lesson.pk, "question"]),
    "training:comment": Row(SIGNED_IN, lambda w: [w.news.pk]),
    "training:withdraw_post": Row({"worker"}, lambda w: [w.post.pk]),
    "training:conversations": Row(AUTHORS),
    "training:answer_question": Row(AUTHORS, lambda w: [w.post.pk]),
    "training:show_post": Row(AUTHORS, lambda w: [w.post.pk], post_only=True),
    "training:hide_post": Row(AUTHORS, lambda w: [w.post.pk]),
    "training:marking_queue": Row(AUTHORS),
    "training:mark_essay": Row(AUTHORS, lambda w: [w.essay.pk]),
    # training of others
    **dict.fromkeys(
        ["training:people", "training:add_cohort", "training:add_workshop"], Row(TRAINING_MANAGERS)
    ),
    "training:my_workshops": Row(LEARNERS),
    "training:confirm_enrolment": Row(NORTHS_TRAINING, lambda w: [w.cohort.pk], post_only=True),
    **{
        f"training:{name}": Row(NORTHS_TRAINING, lambda w: [w.cohort.pk])
        for name in (
            "cohort",
            "change_cohort",
            "cohort_csv",
            "enrol",
            "enrol_from_file",
            "enrolment_template",
            "enrolled_csv",
        )
    },
    **{
        f"training:{name}": Row(NORTHS_TRAINING, lambda w: [w.cohort.pk, w.enrolled.pk])
        for name in ("cohort_person", "due_day", "leave_cohort", "extra_time")
    },
    **{
        f"training:{name}": Row(NORTHS_TRAINING, lambda w: [w.session.workshop_id])
        for name in ("workshop", "change_workshop", "add_session")
    },
    **{
        f"training:{name}": Row(NORTHS_TRAINING, lambda w: [w.session.pk])
        for name in (
            "change_session",
            "remove_session",
            "register",
            "attendance_csv",
            "sign_in_sheet",
        )
    },
    # fidelity
    "fidelity:home": Row(SIGNED_IN),
    "fidelity:start": Row(NORTHS_RATERS, lambda w: [w.round.pk, w.team.pk], post_only=True),
    "fidelity:assessment": Row(NORTHS_READERS, lambda w: [w.signed.pk]),
    "fidelity:rate": Row({"supervisor"}, lambda w: [w.draft.pk, 1]),
    "fidelity:autosave": Row({"supervisor"}, lambda w: [w.draft.pk, w.item.code], post_only=True),
    "fidelity:autosave-examples": Row({"supervisor"}, lambda w: [w.writable.pk, 1], post_only=True),
    "fidelity:explained": Row(NORTHS_READERS, lambda w: [w.signed.pk]),
    "fidelity:explained-pdf": Row(NORTHS_READERS, lambda w: [w.signed.pk]),
    "fidelity:review": Row({"supervisor"}, lambda w: [w.draft.pk]),
    "fidelity:sign-off": Row({"supervisor"}, lambda w: [w.draft.pk], post_only=True),
    "fidelity:version": Row(INSTRUMENT_READERS, lambda w: [w.round.version_id]),
    "fidelity:version-pdf": Row(INSTRUMENT_READERS, lambda w: [w.round.version_id]),
    "fidelity:agency-dashboard": Row(NORTHS_DASHBOARD, lambda w: ["north"]),
    "fidelity:agency-pdf": Row(NORTHS_DASHBOARD, lambda w: ["north"]),
    "fidelity:plan-round": Row(NORTHS_MANAGERS, lambda w: ["north"]),
    # Wagtail's documents
    "wagtaildocs_serve": Row(SIGNED_IN, lambda w: [w.document.pk, w.document.filename]),
    # allauth
    "account_login": Row(EVERYBODY),
    "account_logout": Row(EVERYBODY),
    "account_inactive": Row(EVERYBODY),
    "account_signup": Row(EVERYBODY),
    "account_reset_password": Row(EVERYBODY),
    "account_reset_password_done": Row(EVERYBODY),
    "account_reset_password_from_key": Row(EVERYBODY, lambda w: ["1", "not-a-key"]),
    "account_reset_password_from_key_done": Row(EVERYBODY),
    "account_email_verification_sent": Row(EVERYBODY),
    "account_email": Row(SIGNED_IN),
    "account_change_password": Row(SIGNED_IN),
    "account_set_password": Row(SIGNED_IN),
    "account_reauthenticate": Row(SIGNED_IN),
}
# Looked at elsewhere: Wagtail's admin has one door (test_doors and below); a form for a shared
# password, which settings switch off, answers only for a collection that has one; allauth's
# sign-in by code and proof of an address answer only to a code of theirs; pictures of public pages
# are public.
ELSEWHERE = {
    "account_confirm_email",
    "wagtaildocs_authenticate_with_password",
    "account_confirm_login_code",
    "",
}


# A wrong link from an e-mail is answered with a page that says so.
FORGIVING = {"account_reset_password_from_key"}
WITH_ARGUMENTS = [name for name, row in TABLE.items() if row.arguments is not Row.arguments]
WITH_ARGUMENTS.remove("wagtail_serve")  # its one is the home page, which is nothing


def names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) == "admin/":
                continue
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}" if pattern.name else ""


def missing_rows(urlconf) -> set[str]:
    return set(names(get_resolver(urlconf).url_patterns)) - TABLE.keys() - ELSEWHERE


@pytest.fixture
def world(request):
    return build(request.getfixturevalue)


def outcome(client, user, method, url) -> str:
    """What a person meets there; whatever it changes is undone."""
    client.logout()
    if user:
        client.force_login(user)
    with transaction.atomic():
        response = getattr(client, method)(url)
        transaction.set_rollback(True)
    if response.status_code == 302 and response.url.startswith(reverse("account_login") + "?"):
        return "sign in"
    return {404: "not found", 405: "wrong method"}.get(response.status_code, "let in")


def expected(row: Row, who: str, method: str) -> str:
    if who in ("anonymous", "suspended") and who not in row.let_in:
        return "sign in"
    if who not in row.let_in:
        return "not found"
    return "wrong method" if row.post_only and method == "get" else "let in"


def surprises(client, world, name: str, row: Row) -> dict:
    """Each (person, method) that meets something else than the table says, with what it met."""
    url = reverse(name, args=row.arguments(world))
    return {
        (who, method): met
        for who, user in world.people.items()
        for method in ("get", "post")
        if (met := outcome(client, user, method, url)) != expected(row, who, method)
        and met != "wrong method"  # a page without a form, or a form without a page
    }


def test_every_url_has_a_row():
    assert missing_rows(real_urls) == set()


def test_no_row_is_for_a_url_that_is_gone():
    assert TABLE.keys() - set(names(get_resolver().url_patterns)) == set()


@pytest.mark.parametrize("name", TABLE)
def test_a_url_lets_in_whom_the_table_says_and_nobody_else(client, world, name):
    assert surprises(client, world, name, TABLE[name]) == {}


def unscoped(request, slug):
    """What a careless change would add: it loads the agency without visible_to()."""
    return HttpResponse(Agency.objects.get(slug=slug).name)


class Planted:
    urlpatterns = [
        path("planted/<slug:slug>/", unscoped, name="planted"),
        *real_urls.urlpatterns,
    ]


def test_a_planted_url_without_a_row_is_found():
    assert missing_rows(Planted) == {"planted"}


def test_a_planted_view_that_is_not_scoped_is_found(client, world):
    row = Row(NORTHS_DASHBOARD, lambda w: ["north"])

    with override_settings(ROOT_URLCONF=Planted):
        found = surprises(client, world, "planted", row)

    assert {who for who, _ in found} == SIGNED_IN - NORTHS_DASHBOARD


@pytest.mark.parametrize("who", sorted(EVERYBODY - {*AUTHORS, *INSTRUMENT_AUTHORS, "reviewer"}))
def test_wagtails_admin_is_closed_to_all_but_authors(client, world, who):
    urls = [
        reverse(f"{name}")
        for name in ("wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index",
                     "wagtaildocs:index", "wagtailadmin_account", "wagtailusers_users:index")
    ]  # fmt: skip
    shut = "sign in" if who in ("anonymous", "suspended") else "not found"

    assert {outcome(client, world.people[who], "get", url) for url in urls} == {shut}


@pytest.mark.parametrize("who", ["lead", "researcher", "administrator", "colleague"])
def test_nobody_opens_another_raters_draft(client, world, who):
    url = reverse("fidelity:assessment", args=[world.draft.pk])

    assert outcome(client, world.people[who], "get", url) == "not found"


def test_the_outsider_opens_the_same_pages_of_their_own_agency(client, world):
    south = [
        reverse(name, args=["south"])
        for name in ("fidelity:agency-dashboard", "fidelity:plan-round", "agencies:agency_people")
    ]

    assert {outcome(client, world.people["outsider"], "get", url) for url in south} == {"let in"}
    assert {outcome(client, world.people["lead"], "get", url) for url in south} == {"not found"}


@pytest.mark.parametrize("name", WITH_ARGUMENTS)
def test_nonsense_in_an_address_is_not_found(client, world, name):
    row = TABLE[name]
    client.force_login(world.people[min(row.let_in - {"anonymous", "suspended", "former"})])
    arguments = row.arguments(world)
    spoilt = [
        reverse(name, args=arguments).replace(f"/{argument}", f"/{nonsense}", 1)
        for argument in arguments
        for nonsense in ("99999999999999999999", "%00", "%ff")
    ]

    answers = {getattr(client, m)(u).status_code for u in spoilt for m in ("get", "post")}

    assert answers <= {404, 405} or name in FORGIVING
