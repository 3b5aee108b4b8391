"""How a signed score comes about, on the page and in the PDF: today, and years later."""

import datetime
import io
import re

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from fidelity import actions
from fidelity.documents import checked
from fidelity.models import Assessment, InstrumentVersion
from tests.factories import InstrumentVersionFactory, rate, simple_instrument

from .every_mode import EVERY_ANSWER

YEAR = datetime.timedelta(days=365)


def page_of(client, assessment):
    response = client.get(reverse("fidelity:explained", args=[assessment.pk]))
    page = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def pdf_pages(client, assessment):
    response = client.get(reverse("fidelity:explained-pdf", args=[assessment.pk]))
    assert response["Content-Type"] == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pages]


@pytest.fixture
def signed_every_mode(every_mode, supervisor):
    rate(every_mode, {**EVERY_ANSWER, "NUM": "There are no workers."})
    actions.sign_off(assessment=every_mode, by=supervisor)
    every_mode.refresh_from_db()
    return every_mode


def sign_with(assessment, document, given):
    """The assessment, signed with an instrument of that document."""
    assessment.round.version = InstrumentVersionFactory(definition=checked(document))
    assessment.round.save()
    rate(assessment, given)
    actions.sign_off(assessment=assessment, by=assessment.assessor)


def test_the_page_leads_from_the_answers_to_every_score(rater, signed):
    page = page_of(rater, signed)

    day = timezone.localdate()
    assert f"Instrument {signed.round.version.instrument.name.split()[1]}, version 1" in page
    assert "Illustrative, not validated" in page
    assert f"(supervisor) for {day:%-d %B %Y}, signed off on {day:%-d %B %Y}." in page
    assert "every score is as it was stored on the day it was signed" in page
    assert "All items 3.20 (exactly 16/5 = 3.2) (5 + 4 + 3 + 2 + 2) ÷ 5 = 16 ÷ 5 = 3.2" in page
    assert "The scores are added up and divided by how many there are." in page
    assert "Rated: 5 of the 6 that apply, 83.33%; a score needs 50%." in page
    assert "Not applicable: 1 of the 7 asked, 14.29%." in page
    assert "A1 Item 1 of Part A 5 What a 5 looks like. 5 1 5" in page
    assert (
        "A3 Item 3 of Part A Not applicable: Nobody wanted it. Left out of the score. – 1" in page
    )
    assert "B3 Item 3 of Part B Left blank: it lowers the coverage. – 1" in page
    assert "Part A 4.00 (exactly 4) (5 + 4 + 3) ÷ 3 = 12 ÷ 3 = 4" in page


def test_every_mode_says_how_its_answer_gave_its_score(rater, signed_every_mode):
    page = page_of(rater, signed_every_mode)

    for words in (
        "Counted from the other end: 0 − (−2) = 2.",
        "2 2 of 3 criteria met. Most. The rule: 2 scores 3.",
        "Not applicable: There are no workers. It scores the lowest, 1. 1 1 1",
        "(2 × 2 + 2 × 1 + 3 × 1 + 1 × 1 + 0 × 1) ÷ (2 + 1 + 1 + 1 + 1) = 10 ÷ 6 = 5/3 ≈ 1.67",
        "Each score is multiplied by its weight; their sum is divided by the sum of the weights.",
        "CHK Checklist Not asked: left out of the score.",
        "OPT Optional Optional, not used: left out of the score.",
        "Bands: Fair: under 3; Good: from 3 up.",
        "Does not meet The total is 5/3 (about 1.67), but must be at least 2.",
        "Share of reflections 42.86% (exactly 300/7) Fair 100 × 3 ÷ (3 + 4) = 300 ÷ 7 ≈ 42.86",
        "REF divided by REF + ASK. Shown as a percentage: times 100.",
        "Bands: Low: under 40; Fair: from 40 up.",
    ):
        assert words in page


def test_a_number_names_the_row_of_its_look_up(rater, every_mode):
    rate(every_mode, EVERY_ANSWER)
    actions.sign_off(assessment=every_mode, by=every_mode.assessor)

    assert "18.5 The rule: under 20.5 scores 5." in page_of(rater, every_mode)


def test_rounding_never_decides_a_band_and_the_page_says_so(rater, assessment):
    """(249 × 4 + 3) ÷ 250 = 3.996."""
    document = simple_instrument({"A": 2}, slug="near", name="Near")
    document["domains"][0]["items"][0]["weight"] = 249
    document["total"]["bands"] = [{"name": "Fair", "below": 4}, {"name": "Good", "from": 4}]
    sign_with(assessment, document, {"A1": 4, "A2": 3})

    page = page_of(rater, assessment)

    assert "4.00 (exactly 999/250 = 3.996) Fair" in page
    assert (
        "999/250 = 3.996 is shown as 4.00, but is under 4. So its band is “Fair”, not “Good”."
        in page
    )


def test_a_total_over_domains_shows_the_parts_that_it_is_made_of(rater, assessment):
    total = {"method": "mean", "over": "domains", "minimum_coverage": "1/2"}
    document = simple_instrument({"A": 2, "B": 4}, slug="o", name="O", total=total)
    sign_with(
        assessment, document,
        {"A1": 5, "A2": 5, "B1": 1, "B2": 1, "B3": 1, "B4": 1},
    )  # fmt: skip

    page = page_of(rater, assessment)

    assert "All items 3.00 (exactly 3) (5 + 1) ÷ 2 = 6 ÷ 2 = 3" in page
    assert "Part A 5.00 (5) 1 5 Part B 1.00 (1) 1 1" in page
    assert "Each part’s score is multiplied by its weight;" in page


def test_percentages_carry_their_sign_and_the_most_that_each_could_be(rater, assessment):
    percent = {"method": "range-adjusted percent", "minimum_coverage": 1}
    document = simple_instrument({"A": 2}, slug="p", name="P", total=percent)
    sign_with(assessment, document, {"A1": 5, "A2": 2})

    page = page_of(rater, assessment)

    assert "All items 62.50% (exactly 125/2 = 62.5)" in page
    assert "100 × ((5 − 1) + (2 − 1)) ÷ ((5 − 1) + (5 − 1)) = 500 ÷ 8 = 62.5" in page
    assert "A2 Item 2 of Part A 2 What a 2 looks like. 2 1 1 4 Together 2 5 8" in page


def test_a_part_without_a_score_says_why(rater, assessment):
    rate(assessment, {"A1": 5, "A2": 4, "A4": 3, "B1": 2})
    actions.sign_off(assessment=assessment, by=assessment.assessor)

    assert "Part B Not scorable 1 of 3 rated; a score needs 50%." in page_of(rater, assessment)


def test_the_pdf_says_the_same_with_version_and_notice_on_every_page(rater, signed_every_mode):
    pages = pdf_pages(rater, signed_every_mode)

    assert len(pages) > 1
    assert all("Every mode, version 1 · Illustrative, not validated" in page for page in pages)
    whole = " ".join(pages)
    for words in ("5/3 ≈ 1.67", "(exactly 5/3)", "Fair: under 3", "It scores the lowest, 1.",
                  "signed off on", "North team (North), This month", "42.86%"):  # fmt: skip
        assert words in whole


def test_five_years_and_three_versions_later_it_is_explained_as_on_the_day(rater, signed):
    long_ago = timezone.now() - 5 * YEAR
    Assessment.objects.update(signed_at=long_ago, observed_on=long_ago.date())
    InstrumentVersion.objects.update(published_at=long_ago - YEAR)
    before = page_of(rater, signed), pdf_pages(rater, signed)
    slug = signed.round.version.instrument.slug
    for number in (2, 3, 4):
        newer = simple_instrument({"A": 4, "B": 3}, slug=slug, name=f"New {number}", number=number)
        newer["notice"] = "Another notice"
        newer["total"] = {"method": "percent of maximum"}
        newer["domains"][0]["items"][0] |= {"weight": number, "name": "Renamed"}
        actions.load_instrument(definition=checked(newer), by=None)

    after = page_of(rater, signed), pdf_pages(rater, signed)

    assert after == before
    assert f"version 1, published on {long_ago - YEAR:%-d %B %Y}." in after[0]
    assert f"signed off on {long_ago:%-d %B %Y}." in after[0]
    assert "(5 + 4 + 3 + 2 + 2) ÷ 5 = 16 ÷ 5 = 3.2" in after[0]
    assert "New 4" not in after[0]


def test_where_the_stored_score_differs_both_are_shown(rater, signed):
    signed.scores.filter(domain=None).update(exact="9/2", value="4.5", band="Good")

    page = page_of(rater, signed)

    assert "The stored scores are not what the ratings give" in page
    assert "Not as stored. Stored: 4.50 (9/2 = 4.5), Good; 5 of 6 rated." in page
    assert "The ratings give: 3.20." in page
    assert "every score is as it was stored" not in page
    assert page.count("Not as stored.") == 1


def test_a_verdict_is_the_stored_one(rater, signed_every_mode):
    signed_every_mode.scores.totals().update(verdict="Meets")

    page = page_of(rater, signed_every_mode)

    assert "The stored scores are not what the ratings give" in page
    assert "Meets The total is 5/3 (about 1.67), but must be at least 2." in page


def test_a_verdict_that_cannot_be_decided_says_so(rater, every_mode):
    given = {code: value for code, value in EVERY_ANSWER.items() if code != "ANC"}
    rate(every_mode, {**given, "AGR": -2, "NUM": ("18.5",)})
    actions.sign_off(assessment=every_mode, by=every_mode.assessor)

    page = page_of(rater, every_mode)

    assert "Not decided Item ANC must score at least 1, but is left blank." in page


def test_where_nothing_is_stored_it_says_so(rater, signed):
    signed.scores.filter(domain__code="B").delete()

    assert "On the day it was signed, nothing was stored." in page_of(rater, signed)


def test_an_answer_that_cannot_be_is_told_and_is_no_fault_of_the_page(rater, signed):
    signed.ratings.filter(item__code="A1").update(value="9")

    assert "Item A1: “9” is not a whole number from 1 to 5." in page_of(rater, signed)


@pytest.mark.parametrize("exact", ["four", "1/0"])
def test_a_stored_score_that_is_no_number_is_told(rater, signed, exact):
    signed.scores.filter(domain=None).update(exact=exact, value=1)

    assert "Not as stored. Stored: no score; 5 of 6 rated." in page_of(rater, signed)


def test_a_reason_cannot_carry_markup(rater, signed):
    signed.ratings.filter(item__code="A3").update(na_reason="<script>alert(1)</script>")

    response = rater.get(reverse("fidelity:explained", args=[signed.pk]))

    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("name", ["fidelity:explained", "fidelity:explained-pdf"])
def test_a_draft_has_no_score_to_explain(rater, assessment, name):
    assert rater.get(reverse(name, args=[assessment.pk])).status_code == 404


@pytest.mark.parametrize("size", [3, 12])
def test_it_takes_as_many_queries_however_long_it_is(
    rater, assessment, size, django_assert_num_queries
):
    document = simple_instrument({"A": size, "B": size}, slug="q", name="Q")
    sign_with(assessment, document, {f"{d}{n}": 3 for d in "AB" for n in range(1, size + 1)})
    page_of(rater, assessment)

    with django_assert_num_queries(9):
        page_of(rater, assessment)
