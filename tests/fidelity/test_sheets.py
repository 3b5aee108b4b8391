"""An instrument as it is read on a page or on paper."""

from fidelity import scoring
from fidelity.sheets import Row, result, rules, sheets

from .every_mode import EVERY_MODE
from .instruments import FIVE, MAY_BE_EXCLUDED, domain, item, make, not_applicable


def rows(**keys):
    (found,) = sheets(make(domain("A", item("A1", **keys), item("A2"))), {})
    return [(row.answer, row.words, row.score) for row in found.items[0].rows]


def test_a_scale_has_a_row_for_each_number():
    assert rows() == [(str(n), words, "") for n, words in enumerate(FIVE, start=1)]


def test_a_reversed_scale_says_what_each_number_scores():
    anchors = ["No.", "", "Yes."]
    keys = {"minimum": -1, "maximum": 1, "anchors": anchors, "reversed": True}

    found = rows(mode="agreement", **keys)

    assert found == [("−1", "No.", "1"), ("0", "", "0"), ("1", "Yes.", "−1")]


def test_a_checklist_has_its_answers_with_their_words():
    assert rows(mode="checklist", anchors=["Never.", "At times.", "Always."]) == [
        ("No", "Never.", "0"),
        ("Partly", "At times.", "0.5"),
        ("Yes", "Always.", "1"),
    ]


def test_a_look_up_has_a_row_for_each_step():
    lookup = [{"from": 0, "to": 4, "score": 1, "text": "Few."}, {"from": 5, "score": 2}]

    assert rows(mode="number", lookup=lookup) == [("0 to 4", "Few.", "1"), ("5 or more", "", "2")]


def test_what_was_answered_is_marked_with_its_score():
    lookup = [{"from": 0, "to": 4, "score": 1}, {"from": 5, "score": 2}]
    instrument = make(
        domain("A", item("A1", mode="number", lookup=lookup), item("A2", **MAY_BE_EXCLUDED))
    )
    answers = {"A1": "7", "A2": not_applicable()}

    (found,) = sheets(instrument, answers, scoring.score(instrument, answers))

    number, other = found.items
    assert number.rows[1] == Row("5 or more", "", "2", is_given=True)
    assert (number.given, number.score) == ("7", "2")
    assert (other.given, other.score) == ("Not applicable: left out", "")


def test_a_weighted_domain_says_so_and_the_others_do_not():
    total, one, other = rules(
        make(domain("A", item("A1", weight=2), item("A2")), domain("B", item("B1")))
    )

    assert "weight" in total.formula
    assert "weight" in one.formula
    assert "weight" not in other.formula


def test_a_total_over_domains_says_that_it_is():
    total, *_ = rules(make(domain("A", item("A1")), total={"over": "domains"}))

    assert "part" in total.formula


def test_without_a_total_none_is_explained():
    instrument = make(
        domain("A", item("A1"), method="mean"), total={"method": "none", "over": "domains"}
    )

    assert rules(instrument)[0].formula == "The instrument gives it no score."


def test_bands_and_the_least_part_that_must_be_rated_are_said():
    total, *_ = rules(EVERY_MODE)

    assert total.coverage == "50%"
    assert len(total.bands) == 2


def test_scores_come_with_their_sum_or_with_why_there_is_none():
    instrument = make(domain("A", item("A1"), item("A2")), domain("B", item("B1")))

    total, one, other = result(instrument, {"A1": "5", "A2": "4"}).lines

    assert (total.shown, total.how) == ("", "2 of 3 rated; a score needs 100%.")
    assert (one.shown, one.how) == ("4.50", "(5 + 4) ÷ 2 = 9 ÷ 2 = 4.5")
    assert (other.shown, other.how) == ("", "No item is rated.")


def test_the_verdict_comes_with_its_reasons():
    verdict = {"met": "Met", "not_met": "Not met", "total_at_least": 4}
    instrument = make(domain("A", item("A1")), verdict=verdict)

    assert result(instrument, {"A1": "5"}).verdict == "Met"
    low = result(instrument, {"A1": "1"})
    assert (low.verdict, low.reasons) == ("Not met", ["The total is 1, but must be at least 4."])
    assert result(instrument, {}).verdict == "Not decided"
