"""Published versions in the CMS, and files that become drafts."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fidelity import actions, documents
from fidelity.models import InstrumentDraft
from tests.factories import InstrumentVersionFactory, RoundFactory

from .every_mode import EVERY_MODE

IMPORT = reverse("fidelity_import")


@pytest.fixture
def draft(researcher):
    return actions.create_draft(definition=EVERY_MODE, by=researcher)


def url(name, *arguments):
    return reverse(name, args=arguments)


def test_published_versions_are_listed(author, version):
    actions.retire_version(version=version, by=None)
    InstrumentVersionFactory(instrument=version.instrument, number=2)
    RoundFactory(version=version)

    shown = author.get(url("fidelity_versions"))

    assert [(v.number, v.used) for v in shown.context["versions"]] == [(2, 0), (1, 1)]
    assert "Retired" in shown.text


def test_the_list_costs_the_same_however_many_there_are(author, django_assert_max_num_queries):
    InstrumentVersionFactory.create_batch(6)

    with django_assert_max_num_queries(12):
        author.get(url("fidelity_versions"))


def test_a_version_shows_all_that_it_says(author):
    version = InstrumentVersionFactory(definition=EVERY_MODE)

    shown = author.get(url("fidelity_version", version.pk)).text

    for one in EVERY_MODE.items:
        assert one.name in shown
    assert "Illustrative, not validated" in shown
    assert "Good: from 3 up" in shown


def test_a_new_version_begins_as_a_copy(author, version):
    response = author.post(url("fidelity_new_version", version.pk), follow=True)

    assert "This is a draft of version 2." in response.text
    draft = InstrumentDraft.objects.get()
    assert draft.instrument == version.instrument
    assert 'name="slug"' not in response.text


def test_a_duplicate_asks_for_a_name_of_its_own(author, version):
    address = url("fidelity_duplicate", version.pk)
    taken = author.post(address, {"name": "Twin", "slug": version.instrument.slug})
    assert "of that short name already" in taken.text

    author.post(address, {"name": "Twin", "slug": "twin"})

    assert InstrumentDraft.objects.get().so_far[0].slug == "twin"


def test_two_versions_are_compared_side_by_side(author, version):
    document = json.loads(version.document)
    document["domains"][0]["items"][0]["definition"] = "What to listen for."
    changed = documents.checked(document | {"number": 2})
    later = InstrumentVersionFactory(instrument=version.instrument, number=2, definition=changed)

    for one, other in [(version, later), (later, version)]:
        shown = author.get(url("fidelity_compare", one.pk, other.pk)).text
        assert "What to <del>look</del> for." in shown
        assert "What to <ins>listen</ins> for." in shown
        assert "Item A1" in shown


def test_versions_of_two_instruments_are_not_compared(author, version):
    other = InstrumentVersionFactory()

    assert author.get(url("fidelity_compare", version.pk, other.pk)).status_code == 404
    assert author.get(url("fidelity_compare", version.pk, version.pk)).status_code == 404


def test_equivalence_is_declared_with_a_reason_and_taken_back_with_one(author, version):
    later = InstrumentVersionFactory(instrument=version.instrument, number=2)
    address = url("fidelity_equivalent", later.pk)
    assert "This field is required" in author.post(address, {"to": version.pk}).text

    author.post(address, {"to": version.pk, "because": "Spelling."})
    assert "Spelling." in author.get(url("fidelity_version", later.pk)).text

    back = url("fidelity_not_equivalent", later.pk)
    author.post(back, {"because": ""})
    later.refresh_from_db()
    assert later.equivalent_to == version
    author.post(back, {"because": "It moved scores."})
    later.refresh_from_db()
    assert later.equivalent_to is None
    assert author.get(back).url == url("fidelity_version", later.pk)


def test_a_second_click_on_declaring_does_not_take_it_back(author, version):
    later = InstrumentVersionFactory(instrument=version.instrument, number=2)

    for _click in range(2):
        author.post(
            url("fidelity_equivalent", later.pk), {"to": version.pk, "because": "Spelling."}
        )

    later.refresh_from_db()
    assert later.equivalent_to == version


def test_retiring_asks_first_and_can_be_undone(author, version):
    address = url("fidelity_retire", version.pk)
    assert "Rounds that use it now keep it" in author.get(address).text

    assert "Retired. New rounds cannot use it" in author.post(address, follow=True).text
    version.refresh_from_db()
    assert version.retired_at

    back = url("fidelity_bring_back", version.pk)
    assert "New rounds may then use" in author.get(back).text
    assert "Brought back." in author.post(back, follow=True).text
    version.refresh_from_db()
    assert version.retired_at is None


@pytest.mark.parametrize(("name", "retired"), [("retire", True), ("bring_back", False)])
def test_a_second_click_on_retiring_changes_nothing_more(author, version, name, retired):
    if not retired:
        actions.retire_version(version=version, by=None)

    clicks = [author.post(url(f"fidelity_{name}", version.pk)) for _ in range(2)]

    assert {click.url for click in clicks} == {url("fidelity_version", version.pk)}
    version.refresh_from_db()
    assert bool(version.retired_at) is retired


def test_a_version_is_downloaded_and_comes_back_the_same(author):
    version = InstrumentVersionFactory(definition=EVERY_MODE)

    response = author.get(url("fidelity_version_toml", version.pk))

    assert documents.read_toml(response.text) == EVERY_MODE
    assert 'filename="every-mode-1.toml"' in response["Content-Disposition"]


def test_a_draft_is_downloaded_finished_or_not(author, draft, researcher):
    response = author.get(url("fidelity_draft_toml", draft.pk))
    assert documents.read_toml(response.text) == EVERY_MODE

    empty = actions.save_draft(draft=InstrumentDraft(name="Mine"), seen=0, by=researcher)
    assert "Mine" in author.get(url("fidelity_draft_toml", empty.pk)).text


def upload(author, content, **given):
    content = content if isinstance(content, bytes) else content.encode()
    return author.post(IMPORT, {"file": SimpleUploadedFile("scale.toml", content), **given})


def test_a_file_is_looked_at_before_it_becomes_a_draft(author):
    seen = upload(author, documents.write_toml(EVERY_MODE))

    assert not InstrumentDraft.objects.exists()
    assert f"and {len(EVERY_MODE.items)} items." in seen.text
    made = author.post(IMPORT, {"text": seen.context["text"].replace("\n", "\r\n")}, follow=True)
    assert "A draft was made" in made.text
    assert documents.checked(InstrumentDraft.objects.get().document) == EVERY_MODE


def test_a_file_of_something_published_is_shown_beside_it(author, version):
    text = documents.write_toml(version.definition).replace(
        "What to look for.", "What to hear for."
    )

    seen = upload(author, text)

    assert "It becomes a draft of version 2." in seen.text
    assert "<del>look</del>" in seen.text


def test_every_fault_of_a_file_is_told_with_its_place(author):
    text = documents.write_toml(EVERY_MODE).replace('definition = "From 0 to 2."\n', "")

    seen = upload(author, text)

    assert "Item ANC: “definition” is missing." in seen.text
    assert not InstrumentDraft.objects.exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "This file is empty."),
        (b"\xff\xfe\x00", "This is not text in UTF-8."),
        (b"\0", "This is not TOML"),
        (b"a" * 1_000_001, "over 1 MB"),
        (b"a = " + b"[" * 5000, "This is not TOML"),
    ],
)
def test_a_file_that_is_no_instrument_is_refused(author, content, told):
    assert told in upload(author, content).text
    assert not InstrumentDraft.objects.exists()


def test_no_file_and_a_spoilt_text_are_refused(author):
    assert "Choose a file." in author.post(IMPORT, {}).text
    assert author.post(IMPORT, {"text": "\0"}).status_code == 200
    assert author.post(IMPORT, {"text": "slug = 1"}).status_code == 200
    assert not InstrumentDraft.objects.exists()


def test_a_mark_at_the_beginning_of_a_file_from_windows_is_no_fault(author):
    seen = upload(author, b"\xef\xbb\xbf" + documents.write_toml(EVERY_MODE).encode())

    assert "Nothing in it is wrong." in seen.text


def test_raters_read_a_version_and_take_it_away_on_paper(rater):
    version = InstrumentVersionFactory(definition=EVERY_MODE)

    page = rater.get(url("fidelity:version", version.pk)).text
    paper = rater.get(url("fidelity:version-pdf", version.pk))

    assert "From 0 to 2." in page
    assert paper.content.startswith(b"%PDF")
    assert rater.get(url("fidelity:version-pdf", version.pk)).content == paper.content
