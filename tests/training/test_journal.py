"""A private journal under the lessons, and what its writer shows of it."""

import re
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from agencies.models import User
from agencies.roles import Role
from tests.factories import MembershipFactory, TeamFactory
from training import actions, queries
from training.models import JournalEntry, SharedEntry

REFLECTION = uuid4()
THOUGHTS = "I talked more than I listened."


def ask(lesson, prompt="What did you notice?", key=REFLECTION):
    lesson.body = [{"type": "reflection", "id": str(key), "value": {"prompt": prompt}}]
    lesson.save()
    return lesson


@pytest.fixture
def lesson(lesson):
    """A lesson that asks its reader to reflect."""
    return ask(lesson)


@pytest.fixture
def entry(lesson, worker):
    return actions.write_reflection(lesson=lesson, reflection=REFLECTION, text=THOUGHTS, by=worker)


@pytest.fixture
def shared(entry, supervisor, worker):
    actions.share_entry(entry=entry, supervisors=[supervisor], by=worker)
    return SharedEntry.objects.get()


def write(browser, lesson, text, key=REFLECTION):
    return browser.post(reverse("training:reflection", args=[lesson.pk, key]), {"text": text})


def again(user):
    """The person as the next request meets them."""
    return User.objects.get(pk=user.pk)


def test_a_learner_writes_on_the_lesson_and_finds_it_there(learner, lesson, worker):
    response = write(learner, lesson, THOUGHTS)

    assert response.url == f"{lesson.url}#reflection-{REFLECTION}"
    entry = JournalEntry.objects.get()
    assert (entry.user, entry.prompt, entry.text) == (worker, "What did you notice?", THOUGHTS)
    page = learner.get(lesson.url).content.decode()
    assert THOUGHTS in page
    assert "Only you see this." in page


def test_who_saves_is_told_who_sees_it(learner, lesson, supervisor, worker):
    address = reverse("training:reflection", args=[lesson.pk, REFLECTION])

    def save():
        page = learner.post(address, {"text": THOUGHTS}, follow=True).content.decode()
        return re.search(r"Saved in your journal[.] [^<]*", page)[0]

    assert save() == "Saved in your journal. Only you see it."
    actions.share_entry(entry=JournalEntry.objects.get(), supervisors=[supervisor], by=worker)
    assert save() == "Saved in your journal. Whoever you share it with sees it as it is now."


def test_writing_again_changes_the_entry(learner, lesson):
    write(learner, lesson, THOUGHTS)
    write(learner, lesson, "I waited.")

    assert [entry.text for entry in JournalEntry.objects.all()] == ["I waited."]


def test_the_database_keeps_one_entry_a_reflection(entry):
    entry.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write something before you save."),
        ("Seen with 943 476 5919", "This looks like an NHS number."),
        ("Write to leo@example.org", "This looks like an e-mail address."),
        ("x" * 10_001, "Shorten this to 10000 characters: it has 10001."),
        ("a\x00b", "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_kept_is_refused_and_not_lost(learner, lesson, text, sentence):
    response = write(learner, lesson, text)

    page = response.content.decode()
    assert sentence in page
    assert text.replace("\x00", "") in page.replace("\x00", "")
    assert not JournalEntry.objects.exists()


def test_a_reflection_that_is_gone_takes_no_words(learner, lesson, worker):
    assert write(learner, lesson, THOUGHTS, key=uuid4()).status_code == 404
    with pytest.raises(actions.ReflectionGone):
        actions.write_reflection(lesson=lesson, reflection=uuid4(), text="x", by=worker)


def test_entries_stay_when_the_lesson_changes_or_goes(learner, lesson, entry):
    ask(lesson, "What did you feel?")
    assert JournalEntry.objects.get().prompt == "What did you notice?"

    lesson.delete()

    page = learner.get(reverse("training:journal")).content.decode()
    assert THOUGHTS in page
    assert "What did you notice?" in page


@pytest.mark.parametrize("who", ["supervisor", "lead", "trainer", "administrator", "outsider"])
def test_nobody_else_sees_it(client, lesson, entry, who, request):
    client.force_login(request.getfixturevalue(who))

    for address in (lesson.url, reverse("training:journal")):
        assert THOUGHTS not in client.get(address).content.decode()
    assert client.get(reverse("training:share_entry", args=[entry.pk])).status_code == 404


def test_its_words_are_in_no_log(entry, shared, worker, supervisor):
    actions.acknowledge_entry(share=shared, reply="Thank you for trusting me.", by=supervisor)

    log = " ".join(f"{e.label} {e.data}" for e in ModelLogEntry.objects.all())
    assert ModelLogEntry.objects.filter(action="training.acknowledge_reflection").exists()
    assert THOUGHTS not in log
    assert "trusting" not in log


def test_the_preview_of_a_lesson_keeps_no_journal(author, lesson):
    lesson.save_revision()

    page = author.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])).content.decode()

    assert "in a journal that only they see" in page
    assert "Save in my journal" not in page


# --- Showing an entry to a supervisor ---------------------------------------------------------


def test_a_learner_shares_with_a_supervisor_they_choose(learner, entry, supervisor):
    response = learner.post(
        reverse("training:share_entry", args=[entry.pk]), {"supervisors": [supervisor.pk]}
    )

    assert response.status_code == 302
    assert [s.entry for s in queries.entries_shared_with(supervisor)] == [entry]
    assert (
        f"{supervisor} may read this" in learner.get(reverse("training:journal")).content.decode()
    )


def test_nobody_is_ticked_beforehand(learner, entry, supervisor):
    address = reverse("training:share_entry", args=[entry.pk])

    assert "checked" not in learner.get(address).content.decode()
    assert "Tick at least one person" in learner.post(address, {"sent": ""}).content.decode()


def test_supervisors_are_those_of_the_agency_today_the_own_team_first(worker, supervisor, north):
    other_team = MembershipFactory(
        agency=north, team=TeamFactory(agency=north), role=Role.SUPERVISOR
    ).user
    MembershipFactory(role=Role.SUPERVISOR)  # of another agency

    assert queries.supervisors_of(again(worker)) == [supervisor, other_team]


def test_supervisors_never_include_oneself(supervisor):
    assert queries.supervisors_of(supervisor) == []


@pytest.mark.parametrize("who", ["outsider", "lead", "trainer"])
def test_nobody_else_can_be_chosen(learner, entry, worker, who, request):
    person = request.getfixturevalue(who)

    response = learner.post(
        reverse("training:share_entry", args=[entry.pk]), {"supervisors": [person.pk]}
    )

    assert "Choose from the people that are offered." in response.content.decode()
    with pytest.raises(actions.NotTheirSupervisor):
        actions.share_entry(entry=entry, supervisors=[person], by=worker)


def test_without_a_supervisor_the_page_says_so(client, lesson, outsider):
    entry = actions.write_reflection(
        lesson=lesson, reflection=REFLECTION, text=THOUGHTS, by=outsider
    )
    client.force_login(outsider)

    page = client.get(reverse("training:share_entry", args=[entry.pk])).content.decode()

    assert "There is no supervisor in your agency" in page


def test_sharing_twice_shares_once(entry, shared, worker, supervisor):
    actions.share_entry(entry=entry, supervisors=[supervisor], by=worker)

    assert SharedEntry.objects.count() == 1


def test_taken_back_the_supervisor_sees_it_no_longer(learner, client, shared, supervisor):
    address = reverse("training:take_back_entry", args=[shared.pk])
    assert "Take this back from" in learner.get(address).content.decode()

    learner.post(address)
    learner.post(address)

    assert queries.entries_shared_with(supervisor) == []
    assert ModelLogEntry.objects.filter(action="training.take_back_reflection").count() == 1
    assert "Only you see this." in learner.get(reverse("training:journal")).content.decode()


def test_what_was_written_can_be_deleted_for_good(learner, shared, supervisor):
    address = reverse("training:delete_entry", args=[shared.entry_id])
    assert address in learner.get(reverse("training:journal")).content.decode()
    assert "Delete this from your journal?" in learner.get(address).content.decode()

    page = learner.post(address, follow=True).content.decode()

    assert "Deleted from your journal." in page
    assert THOUGHTS not in page
    assert not JournalEntry.objects.exists()
    assert queries.entries_shared_with(supervisor) == []
    (logged,) = ModelLogEntry.objects.filter(action="training.delete_reflection")
    assert THOUGHTS not in str(logged.data)


def test_deleting_twice_is_deleting_once(entry, worker):
    actions.delete_entry(entry=entry, by=worker)
    actions.delete_entry(entry=entry, by=worker)

    assert ModelLogEntry.objects.filter(action="training.delete_reflection").count() == 1


def test_what_was_taken_back_can_be_shared_again(entry, shared, worker, supervisor):
    actions.take_back_entry(share=shared, by=worker)
    actions.share_entry(entry=entry, supervisors=[supervisor], by=worker)

    assert len(queries.entries_shared_with(supervisor)) == 1


def test_the_supervisor_reads_and_replies(client, shared, supervisor, worker):
    client.force_login(supervisor)
    page = client.get(reverse("training:shared_with_me")).content.decode()
    assert THOUGHTS in page

    client.post(reverse("training:acknowledge_entry", args=[shared.pk]), {"reply": "Well noticed."})

    client.force_login(worker)
    page = client.get(reverse("training:journal")).content.decode()
    assert "They have read it." in page
    assert "Well noticed." in page


def test_the_supervisor_may_say_nothing(client, shared, supervisor):
    client.force_login(supervisor)

    client.post(reverse("training:acknowledge_entry", args=[shared.pk]), {"reply": ""})

    shared.refresh_from_db()
    assert shared.acknowledged_at
    assert shared.reply == ""


def test_the_unread_come_first(lesson, worker, supervisor, shared):
    actions.acknowledge_entry(share=shared, reply="", by=supervisor)
    key = uuid4()
    ask(lesson, key=key)
    second = actions.write_reflection(lesson=lesson, reflection=key, text="More.", by=worker)
    actions.share_entry(entry=second, supervisors=[supervisor], by=worker)

    found = queries.entries_shared_with(supervisor)

    assert [share.entry.text for share in found] == ["More.", THOUGHTS]


@pytest.mark.parametrize("gone", ["worker", "supervisor"])
def test_whoever_leaves_the_agency_ends_the_sharing(shared, worker, supervisor, gone):
    leaver = {"worker": worker, "supervisor": supervisor}[gone]
    leaver.memberships.update(ends_on="2026-01-02", starts_on="2026-01-01")

    assert queries.entries_shared_with(again(supervisor)) == []
    with pytest.raises(SharedEntry.DoesNotExist):
        actions.acknowledge_entry(share=shared, reply="x", by=again(supervisor))


def test_a_colleague_who_was_not_chosen_sees_nothing(client, north, shared):
    colleague = MembershipFactory(agency=north, role=Role.SUPERVISOR).user
    client.force_login(colleague)

    assert (
        "Nothing is shared with you"
        in client.get(reverse("training:shared_with_me")).content.decode()
    )
    address = reverse("training:acknowledge_entry", args=[shared.pk])
    assert client.get(address).status_code == 404


def test_a_journal_of_any_length_takes_two_queries(
    lesson, worker, supervisor, django_assert_num_queries
):
    for _number in range(4):
        key = uuid4()
        ask(lesson, key=key)
        entry = actions.write_reflection(lesson=lesson, reflection=key, text="x", by=worker)
        actions.share_entry(entry=entry, supervisors=[supervisor], by=worker)

    with django_assert_num_queries(2):
        entries = queries.journal_of(worker)
    supervisor.held  # noqa: B018 - read once a request
    with django_assert_num_queries(1):
        shares = queries.entries_shared_with(supervisor)

    assert len({str(share.entry.user) for share in shares}) == 1
    assert [len(entry.seen_by) for entry in entries] == [1, 1, 1, 1]


def test_a_lesson_without_a_reflection_reads_no_journal(learner, lessons, worker):
    with CaptureQueriesContext(connection) as asked:
        learner.get(lessons[1].url)

    assert not [q for q in asked if re.search("journalentry|training_post", q["sql"])]
