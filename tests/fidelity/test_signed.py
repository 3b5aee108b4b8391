"""The page of a signed assessment: its scores, verdict and ratios, and every answer."""

import re

import pytest

from fidelity import actions
from tests.factories import InstrumentVersionFactory, rate

from .every_mode import EVERY_ANSWER, EVERY_MODE


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def signed_every_mode(every_mode, supervisor):
    """Signed as EVERY_ANSWER says, with examples."""
    rate(every_mode, EVERY_ANSWER)
    domain = every_mode.round.version.domains.first()
    every_mode.examples.create(domain=domain, text="A walk in the park.")
    actions.sign_off(assessment=every_mode, by=supervisor)
    return every_mode


def test_the_scores_are_shown_as_a_hand_would_reckon_them(rater, signed):
    page = text(rater.get(signed.get_absolute_url()))

    assert "All items 3.20 5/6 1/7" in page
    assert "Part A 4.00 3/3 1/4" in page
    assert "Part B 2.00 2/3 0/3" in page
    assert "Illustrative, not validated" in page
    assert f"Signed off by {signed.assessor} (supervisor)" in page
    assert "How this score comes about" in page
    assert "are not what the ratings give" not in page


def test_bands_ratios_and_the_verdict_are_shown_with_their_reasons(rater, signed_every_mode):
    page = text(rater.get(signed_every_mode.get_absolute_url()))

    assert "Meets The total is 7/3 (about 2.33), and must be at least 2." in page
    assert "Every item scores at least what it must." in page
    assert "All items 2.33 Fair 5/5 0/5" in page
    assert "Reflections to questions 0.75 : 1" in page
    assert "Share of reflections 42.86% Fair" in page
    assert "Give examples of what you saw. A walk in the park." in page
    assert "CHK Checklist Not asked" in page
    assert "OPT Optional Optional, not used" in page


def test_there_is_a_column_for_bands_only_where_the_instrument_has_bands(rater, signed):
    headers = "Part Score Rated Not applicable"
    assert headers in text(rater.get(signed.get_absolute_url()))


def test_what_is_broken_or_missing_is_told(rater, every_mode, supervisor):
    given = {**EVERY_ANSWER, "ANC": 0, "ASK": 0, "REF": 0}
    rate(every_mode, {**given, "NUM": "There are none."})
    actions.sign_off(assessment=every_mode, by=supervisor)

    page = text(rater.get(every_mode.get_absolute_url()))

    assert "Does not meet" in page
    assert "The total is 1, but must be at least 2." in page
    assert "Item ANC scores 0, but must score at least 1." in page
    assert "Reflections to questions Not defined ASK is 0, and nothing is divided by 0." in page
    assert "Not applicable: There are none." in page


def test_a_count_that_is_missing_leaves_no_ratio(rater, every_mode, supervisor):
    rate(every_mode, {**EVERY_ANSWER, "ASK": 4})
    every_mode.ratings.filter(item__code="ASK").delete()
    actions.sign_off(assessment=every_mode, by=supervisor)

    page = text(rater.get(every_mode.get_absolute_url()))

    assert "Reflections to questions Not scorable Nothing is counted for ASK." in page


def test_a_part_with_too_few_ratings_says_why_it_has_no_score(rater, assessment, supervisor):
    rate(assessment, {"A1": 5, "A2": 4, "A4": 3, "B1": 2})
    actions.sign_off(assessment=assessment, by=supervisor)

    page = text(rater.get(assessment.get_absolute_url()))

    assert "Part B Not scorable 1 of 3 rated; a score needs 50%. 1/3 0/3" in page


def test_every_rating_is_shown_with_its_anchor_reason_or_gap(rater, signed):
    page = text(rater.get(signed.get_absolute_url()))

    assert "A1 Item 1 of Part A 5 What a 5 looks like." in page
    assert "A3 Item 3 of Part A Not applicable: Nobody wanted it." in page
    assert "B3 Item 3 of Part B Not rated" in page


def test_a_new_version_leaves_the_page_as_it_was(rater, signed):
    before = rater.get(signed.get_absolute_url()).content

    InstrumentVersionFactory(
        instrument=signed.round.version.instrument, number=2, name="Renamed", notice="Changed",
        document=InstrumentVersionFactory.build(definition=EVERY_MODE, instrument=None).document,
    )  # fmt: skip
    signed.round.version.instrument.name = "Renamed"
    signed.round.version.instrument.save()

    assert without_tokens(rater.get(signed.get_absolute_url()).content) == without_tokens(before)


def without_tokens(page):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)


def test_a_note_cannot_carry_markup(rater, signed):
    signed.ratings.filter(item__code="A1").update(note="<script>alert(1)</script>")

    assert "<script>alert" not in rater.get(signed.get_absolute_url()).content.decode()


def test_a_score_that_somebody_changed_is_told(rater, signed):
    signed.scores.filter(domain=None).update(exact="5", value=5)

    page = text(rater.get(signed.get_absolute_url()))

    assert "The stored scores are not what the ratings give" in page
    assert "All items 5.00" in page


@pytest.mark.parametrize("ticked", [[1, 99], [1, "x"]])
def test_ticks_of_no_criterion_are_no_fault_of_the_page(rater, signed_every_mode, ticked):
    signed_every_mode.ratings.filter(item__code="CRI").update(ticked=ticked)

    page = text(rater.get(signed_every_mode.get_absolute_url()))

    assert "2 of 3 criteria met. Most. The first NUM Number" in page


@pytest.mark.parametrize("who", ["lead", "researcher"])
def test_those_who_may_read_it_do(client, request, signed, who):
    client.force_login(request.getfixturevalue(who))

    assert "3.20" in text(client.get(signed.get_absolute_url()))


@pytest.mark.parametrize("who", ["worker", "outsider", "trainer", "commissioner", "administrator"])
def test_others_do_not_find_it(client, request, signed, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(signed.get_absolute_url()).status_code == 404


def test_it_takes_few_queries(rater, signed, django_assert_num_queries):
    rater.get(signed.get_absolute_url())

    with django_assert_num_queries(9):
        rater.get(signed.get_absolute_url())
