import datetime
import io
import re
from decimal import Decimal

import pypdf
import pytest
from django.utils import timezone

from agencies.roles import Role
from fidelity import actions
from fidelity.dashboards import charts, queries
from fidelity.documents import checked
from fidelity.models import Source
from tests.factories import (
    AssessmentFactory,
    InstrumentVersionFactory,
    MembershipFactory,
    RoundFactory,
    TeamFactory,
    rate,
    simple_instrument,
)

from ..every_mode import EVERY_ANSWER, EVERY_MODE
from ..worlds import make_world

DASHBOARD = "/fidelity/agencies/north/"
REPORT = "/fidelity/agencies/north/report.pdf"


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def pdf_text(response):
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.fixture
def leads(client, lead):
    """A browser in which North's lead has signed in."""
    client.force_login(lead)
    return client


@pytest.fixture
def two_teams(signed, north):
    """North's team at 16/5 (an item not applicable, one blank), another at 7/7: mean 2.10."""
    other = AssessmentFactory(round=signed.round, team=TeamFactory(agency=north, name="Other"))
    codes = ["A1", "A2", "A3", "A4", "B1", "B2", "B3"]
    rate(other, dict.fromkeys(codes, 1))
    actions.sign_off(assessment=other, by=other.assessor)


@pytest.mark.usefixtures("two_teams")
def test_the_dashboard_shows_what_a_hand_would_reckon(leads):
    """Total (3.2 + 1) / 2; part A (4 + 1) / 2; part B (2 + 1) / 2."""
    page = text(leads.get(DASHBOARD))

    assert "2.10 Mean of 2 teams in This month, on a scale from 1 to 5." in page
    assert "Round All items Part A Part B Assessments This month 2.10 2.50 1.50 2 " in page
    assert "North team This month 3.20 83% 14%" in page
    assert "Other This month 1.00 100% 0%" in page
    assert "2 of 2 Teams signed off in This month, open until" in page


@pytest.mark.usefixtures("two_teams")
def test_the_weakest_items_come_first(leads):
    page = text(leads.get(DASHBOARD))

    # Means: A3 and B3 1 of one rating, B1 and B2 1.5, A4 2, A2 2.5, A1 3.
    expected = ["A3 Item 3 of Part A 1.00 1 to 5 1 50%", "B3 Item 3 of Part B 1.00 1 to 5 1 0%",
                "B1 Item 1 of Part B 1.50 1 to 5 2 0%", "B2 Item 2 of Part B 1.50 1 to 5 2 0%",
                "A4 Item 4 of Part A 2.00 1 to 5 2 0%"]  # fmt: skip
    places = [page.index(line) for line in expected]
    assert places == sorted(places)
    assert "A2 Item 2 of Part A" not in page


@pytest.mark.usefixtures("two_teams")
def test_the_report_says_the_same_as_the_page(leads):
    response = leads.get(REPORT)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].endswith('filename="connecting-people-north.pdf"')
    report = pdf_text(response)
    for words in ("North", "Illustrative, not validated", "2.10", "2.50", "1.50", "3.20", "83%",
                  "14%", "Mean of 2 teams in This month", "0 of 1"):  # fmt: skip
        assert words in report


def test_other_sources_and_agencies_are_never_mixed_in(leads, signed, outsider):
    south = outsider.memberships.first().agency
    for round_, source in (
        (signed.round, Source.SELF),
        (RoundFactory(agency=south, version=signed.round.version), Source.SUPERVISOR),
    ):
        other = AssessmentFactory(round=round_, source=source)
        rate(other, {"A1": 1, "A2": 1, "A4": 1, "B1": 1, "B2": 1})
        actions.sign_off(assessment=other, by=other.assessor)

    page = text(leads.get(DASHBOARD))

    assert "3.20 Mean of 1 team in This month" in page
    assert "Means of the supervisor ratings" in page


def test_the_scale_is_the_instruments_own(leads, round_, assessment):
    percent = {"method": "range-adjusted percent", "minimum_coverage": "1/2"}
    said = simple_instrument({"A": 4, "B": 3}, slug="s", name="S", total=percent)
    round_.version = InstrumentVersionFactory(definition=checked(said))
    round_.save()
    rate(assessment, {"A1": 5, "A2": 4, "A4": 3, "B1": 2, "B2": 2})
    actions.sign_off(assessment=assessment, by=assessment.assessor)

    page = text(leads.get(DASHBOARD))

    assert "55.00% Mean of 1 team in This month, on a scale from 0 to 100." in page
    assert "Round All items (%) Part A (%) Part B (%) Assessments This month 55.00" in page


def test_a_score_that_the_instrument_does_not_give_is_not_drawn(leads, round_, assessment):
    said = simple_instrument({"A": 2, "B": 2}, slug="s", name="S")
    said["total"] = {"method": "none"}
    said["domains"][0] |= {"method": "mean"}
    round_.version = InstrumentVersionFactory(definition=checked(said))
    round_.save()
    rate(assessment, {"A1": 5, "A2": 4, "B1": 2, "B2": 2})
    actions.sign_off(assessment=assessment, by=assessment.assessor)

    page = text(leads.get(DASHBOARD))

    assert "The instrument gives no total." in page
    assert "No score yet." in page
    assert "Round All items Part A Assessments This month not scorable 4.50 1" in page


def test_ratios_are_in_no_figure_of_domains_or_totals(leads, round_, assessment):
    round_.version = InstrumentVersionFactory(definition=EVERY_MODE)
    round_.save()
    rate(assessment, EVERY_ANSWER)
    actions.sign_off(assessment=assessment, by=assessment.assessor)

    page = text(leads.get(DASHBOARD))

    assert "This month 2.33 2.80 0.00 1" in page
    assert "Questions to reflections" not in page


def test_an_agency_without_rounds_says_so(leads):
    page = text(leads.get(DASHBOARD))

    assert "No score yet." in page
    assert "When the first round opens and a team is rated, its scores appear here." in page
    assert "Download as PDF" not in page
    assert page.count("Plan a round") == 1
    assert "No round has begun." in pdf_text(leads.get(REPORT))


def test_a_round_without_signed_assessments_says_so(leads, assessment):
    page = text(leads.get(DASHBOARD))

    assert "No assessment is signed off yet" in page
    assert "North team Not rated yet" in page
    assert "0 of 1 Teams signed off in This month, open until" in page
    assert "Not rated yet" in pdf_text(leads.get(REPORT))


def test_a_round_that_has_closed_says_when(leads, round_):
    today = timezone.localdate()
    round_.opens_on, round_.closes_on = today - datetime.timedelta(9), today - datetime.timedelta(1)
    round_.save()

    assert "Teams signed off in This month, closed on" in text(leads.get(DASHBOARD))


def test_a_team_or_round_name_cannot_carry_markup(leads, signed):
    signed.round.name = signed.team.name = "<b>x</b>"
    signed.round.save()
    signed.team.save()

    assert "<b>x</b>" not in leads.get(DASHBOARD).content.decode()


@pytest.mark.parametrize("rounds", [2, 9])
def test_the_page_takes_as_many_queries_however_much_there_is(
    leads, north, rounds, django_assert_max_num_queries
):
    make_world([north], seed=5, rounds=rounds)
    leads.get(DASHBOARD)

    with django_assert_max_num_queries(12):
        leads.get(DASHBOARD)
    with django_assert_max_num_queries(12):
        leads.get(REPORT)


@pytest.mark.parametrize("who", ["worker", "outsider", "trainer", "commissioner"])
@pytest.mark.parametrize("path", [DASHBOARD, REPORT])
def test_others_do_not_find_it(client, request, signed, who, path):
    client.force_login(request.getfixturevalue(who))

    assert client.get(path).status_code == 404


def test_an_administrator_sees_figures_but_no_single_assessment(client, administrator, signed):
    client.force_login(administrator)

    page = client.get(DASHBOARD).content.decode()

    assert "3.20" in page
    assert signed.get_absolute_url() not in page


def test_somebody_who_leads_elsewhere_is_offered_nothing_they_may_not_do_here(
    client, outsider, north, signed
):
    MembershipFactory(user=outsider, agency=north, role=Role.SUPERVISOR)
    client.force_login(outsider)

    page = client.get(DASHBOARD).content.decode()

    assert "Plan a round" not in page
    assert signed.get_absolute_url() in page


def test_a_part_that_is_not_scorable_has_no_point_and_says_so(leads, signed):
    scope = queries.Scope(signed.agency, signed.round.version, Source.SUPERVISOR)
    signed.scores.filter(domain__code="B").update(exact="", value=None)

    figures = charts.figures(
        queries.means_by_round(scope), queries.rounds_due_and_done(scope), scope
    )

    a, b = figures.domains
    assert ([p.value for p in a.points], b.points) == ([4.0], ())
    assert [[mean.mean for mean in row] for row in figures.rows] == [[Decimal("3.2"), 4, None]]
    assert "This month 3.20 4.00 not scorable 1 " in text(leads.get(DASHBOARD))


def test_no_id_stands_twice_in_the_page(leads, signed):
    ids = re.findall(r'\bid="([^"]*)"', leads.get(DASHBOARD).content.decode())

    assert len(ids) == len(set(ids))
    assert "" not in ids
