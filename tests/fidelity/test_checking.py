"""What keeps a definition from being used, and in which words: the whole, its items, conditions."""

# ruff: noqa: E501  (tables of sentences read best with a row a line)

import pytest

from fidelity import documents
from fidelity.checking import faults

from .instruments import FIVE, MAY_BE_EXCLUDED, document, domain, item, make, problems_of, rows_of


def of_item(**keys):
    """What is said of item A1, the rest being sound."""
    found = problems_of(domain("A", item("A1", **keys), item("A2")))
    assert all(problem.startswith("Item A1: ") for problem in found)
    return [problem.removeprefix("Item A1: ") for problem in found]


def steps(*rows):
    return rows_of(("from", "to", "score"), rows)


def test_a_sound_instrument_has_no_fault():
    assert faults(documents.checked(document(domain("A", item("A1"))))) == []


# The whole


def test_an_instrument_needs_domains_and_a_domain_items():
    assert problems_of() == ["The instrument has no domains."]
    assert problems_of(domain("A"), domain("B", item("B1"))) == ["Domain A has no items."]


def test_codes_and_names_are_used_once():
    count = item("C", mode="count")
    ratio = {"code": "R", "name": "Ratio", "numerator": ["C"], "denominator": ["C"]}
    evidence = {"code": "E", "name": "Records"}

    found = problems_of(
        domain("A", item("A1"), count),
        domain("A", item("A1")),
        ratios=[ratio, ratio],
        evidence=[evidence, evidence, evidence],
    )

    assert found == [
        "Domain code A is used 2 times.",
        "Domain name Domain A is used 2 times.",
        "Item code A1 is used 2 times.",
        "Ratio code R is used 2 times.",
        "Evidence code E is used 3 times.",
    ]


def test_an_instrument_has_250_items_at_most():
    items = [item(f"A{n}") for n in range(126)]
    others = [item(f"B{n}") for n in range(125)]

    assert make(domain("A", *items[1:]), domain("B", *others))
    assert problems_of(domain("A", *items), domain("B", *others)) == [
        "The instrument has more than 250 items."
    ]


@pytest.mark.parametrize("weight", [0, -1, 1001, "-1/2", "10001/10"])
def test_a_weight_is_over_0_and_not_vast(weight):
    """Multiplied, vast ones would not fit where scores are kept."""
    assert of_item(weight=weight) == ["the weight must be over 0 and at most 1000."]
    assert problems_of(domain("A", item("A1"), weight=weight)) == [
        "Domain A: the weight must be over 0 and at most 1000."
    ]
    assert make(domain("A", item("A1", weight=1000), weight=1000))


# Items


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"anchors": FIVE[:4]}, "4 anchors are given; ratings from 1 to 5 need 5 (one may be blank)."),
        ({"anchors": []}, "0 anchors are given; ratings from 1 to 5 need 5 (one may be blank)."),
        ({"anchors": [*FIVE, "More."]}, "anchor 6 can never be chosen: ratings from 1 to 5 have 5."),
        ({"anchors": ["", "b", "c", "d", "e"]}, "the lowest and the highest anchor need words."),
        ({"anchors": ["a", "b", "c", "d", " "]}, "the lowest and the highest anchor need words."),
        ({"minimum": 5, "anchors": FIVE}, "the lowest rating, 5, must be under the highest, 5."),
        ({"minimum": 6, "anchors": FIVE}, "the lowest rating, 6, must be under the highest, 5."),
        ({"mode": "agreement", "anchors": FIVE[:2]}, "2 anchors are given; ratings from 1 to 5 need 5 (one may be blank)."),
        ({"mode": "agreement", "minimum": 7, "anchors": FIVE}, "the lowest rating, 7, must be under the highest, 5."),
        ({"mode": "checklist", "partly": 0}, "“partly” must score between 0, for no, and 1, for yes."),
        ({"mode": "checklist", "partly": 1}, "“partly” must score between 0, for no, and 1, for yes."),
        ({"mode": "checklist", "anchors": ["No.", "Yes."]}, "2 anchors are given; from no to yes it needs 3."),
        ({"mode": "checklist", "partly": "not offered", "anchors": FIVE[:3]}, "3 anchors are given; from no to yes it needs 2."),
        ({"not_applicable_when": "Never."}, "it says when it is not applicable, but forbids it."),
        ({"not_applicable": "met"}, "it may be not applicable, but does not say when."),
        ({"not_applicable": "met", "not_applicable_when": " "}, "it may be not applicable, but does not say when."),
        ({"mode": "count", **MAY_BE_EXCLUDED}, "a count cannot be not applicable: what never happened is 0."),
        ({"at_least": 3}, "it has a floor (“at_least”), but the instrument gives no verdict."),
        ({"evidence": ["Z"]}, "“Z” is not among the instrument's evidence codes."),
    ],
)  # fmt: skip
def test_an_item_that_does_not_hold_together(keys, fault):
    assert of_item(**keys) == [fault]


def test_a_probe_question_has_words():
    assert of_item(probes=["What happened?", " "]) == ["a probe question has no words."]


def test_evidence_is_named_once():
    evidence = [{"code": "C", "name": "Case notes"}, {"code": "M", "name": "Manager"}]

    assert make(domain("A", item("A1", evidence=["C", "M"])), evidence=evidence)
    assert problems_of(domain("A", item("A1", evidence=["C", "M", "C"])), evidence=evidence) == [
        "Item A1: the evidence code C is listed 2 times."
    ]


def test_an_item_with_two_anchors_and_one_with_all_but_the_ends_blank_are_sound():
    assert make(domain("A", item("A1", minimum=0, maximum=1, anchors=["No.", "Yes."])))
    assert make(domain("A", item("A1", anchors=["Low.", "", "", "", "High."])))


@pytest.mark.parametrize(
    ("criteria", "rows", "expected"),
    [
        (2, steps((0, 1, 1), (2, 2, 2)), []),
        (2, steps((None, 1, 1), (2, None, 2)), []),
        (2, steps((None, 0, 1), (2, None, 2)), ["nothing is said for 1 criterion."]),
        (2, steps((1, None, 2), (0, 0, 1), (1, 1, 3)), ["2 scores are given for 1 criterion."]),
        (3, steps((None, 1, 1), (1, 2, 2), (1, None, 3)), ["3 scores are given for 1 criterion.", "2 scores are given for 2 criteria."]),
        (2, steps((1, None, 2),), ["nothing is said for 0 criteria.", "every count gives the same score."]),
        (2, steps((0, 1, 1), (2, 2, 2), (3, None, 9)), ["the score of 9 can never be reached."]),
        (2, steps((0, 1, 1), (2, 2, 2), (1, 0, "1/3")), ["the score of 1/3 can never be reached."]),
        (2, steps((None, None, 4)), ["every count gives the same score."]),
        (2, steps((0, 1, 3), (2, 2, 3)), ["every count gives the same score."]),
        (2, [], ["nothing is said for 0 criteria.", "nothing is said for 1 criterion.", "nothing is said for 2 criteria."]),
        (2, steps((0, 0.5, 1), (1, 2, 2)), ["the look-up has decimals, but criteria are counted in whole numbers."]),
        (2, steps((0, 1, 1), (1.5, 2, 2)), ["the look-up has decimals, but criteria are counted in whole numbers."]),
    ],
)  # fmt: skip
def test_criteria_give_each_count_one_score(criteria, rows, expected):
    keys = {"mode": "criteria", "criteria": [f"Criterion {n}" for n in range(criteria)]}
    if expected:
        assert of_item(**keys, lookup=rows) == expected
    else:
        assert make(domain("A", item("A1", **keys, lookup=rows)))


def test_a_criterion_is_listed_once():
    rows = steps((0, 1, 1), (2, None, 2))

    assert of_item(mode="criteria", criteria=["a", "b", "a"], lookup=rows) == [
        "the criterion “a” is listed 2 times."
    ]


@pytest.mark.parametrize("blank", ["", " \n"])
def test_a_criterion_has_words(blank):
    rows = steps((0, 1, 1), (2, None, 2))

    assert of_item(mode="criteria", criteria=["a", blank, blank], lookup=rows) == [
        "a criterion has no words."
    ]


def decimals(*rows):
    return rows_of(("from", "below", "score"), rows)


WHOLE_NUMBERS = "the look-up has decimals, but the item takes whole numbers."


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"lookup": steps((None, 20, 5), (21, 25, 4), (26, None, 1))}, []),
        ({"lookup": steps((26, None, 1), (0, 20, 5), (21, 25, 4))}, []),
        ({"lookup": steps((0, 20, 5), (21, 25, 4)), "greatest": 25}, []),
        ({"lookup": steps((1, 20, 5), (21, None, 4)), "least": 1}, []),
        ({"lookup": steps((-5, 0, 5), (1, None, 4)), "least": -5}, []),
        ({"lookup": []}, ["the look-up has no rows."]),
        ({"lookup": steps((None, None, 4))}, ["every number gives the same score."]),
        ({"lookup": steps((0, 9, 4), (10, None, 4))}, ["every number gives the same score."]),
        ({"lookup": steps((0, 9, 4), (10, None, 5)), "greatest": 0}, ["the greatest number must be over the least."]),
        ({"lookup": steps((0, 9, 4), (10, None, 5)), "least": 6, "greatest": 5}, ["the greatest number must be over the least."]),
        ({"lookup": steps((0, 9.5, 4), (11, None, 5))}, [WHOLE_NUMBERS]),
        ({"lookup": steps((0, 9, 4), (9.5, None, 5))}, [WHOLE_NUMBERS]),
        ({"lookup": steps((0, 9, 4), (10, None, 5)), "least": 0.5}, [WHOLE_NUMBERS]),
        ({"lookup": steps((0, 9, 4), (10, None, 5)), "greatest": 20.5}, [WHOLE_NUMBERS]),
        ({"lookup": steps((None, 20, 5), (22, None, 4))}, ["nothing is said for 21."]),
        ({"lookup": steps((None, 20, 5), (26, None, 4))}, ["nothing is said for 21 to 25."]),
        ({"lookup": steps((2, 20, 5), (21, None, 4))}, ["nothing is said for 0 to 1."]),
        ({"lookup": steps((1, 20, 5), (21, None, 4))}, ["nothing is said for 0."]),
        ({"lookup": steps((None, 20, 5), (20, None, 4))}, ["the score of 4 overlaps the one before it, up to 21."]),
        ({"lookup": steps((None, 20, 5), (5, 9, 4), (21, None, 3))}, ["the score of 4 overlaps the one before it, up to 10."]),
        ({"lookup": steps((None, None, 5), (5, None, 4))}, ["the score of 4 overlaps the one before it, and neither ends."]),
        ({"lookup": steps((None, 20, 5), (21, 30, 4))}, ["nothing is said from 31 up."]),
        ({"lookup": steps((None, 20, 5), (21, 30, 4)), "greatest": 31}, ["nothing is said for 31."]),
        ({"lookup": steps((None, 20, 5), (21, 30, 4)), "greatest": 40}, ["nothing is said from 31 to 40."]),
        ({"lookup": steps((None, 20, 5), (21, 30, 4), (31, None, 3)), "greatest": 30}, ["the score of 3 can never be reached: there are only numbers from 0 to 30."]),
        ({"lookup": steps((None, -1, 5), (0, 30, 4), (31, None, 3))}, ["the score of 5 can never be reached: there are only numbers from 0 up."]),
        ({"lookup": steps((0, 20, 5), (30, 20, 4), (21, None, 3))}, ["the score of 4 ends before it begins."]),
        ({"lookup": steps((0, 20, 5), (21, 20, 4), (21, None, 3))}, ["the score of 4 ends before it begins."]),
        ({"decimals": True, "lookup": decimals((None, 2.5, 1), (2.5, None, 2))}, []),
        ({"decimals": True, "lookup": decimals((None, 2.5, 1), (3, None, 2))}, ["nothing is said from 2.5 to 3."]),
        ({"decimals": True, "lookup": decimals((None, 2.5, 1), (2.4, None, 2))}, ["the score of 2 overlaps the one before it, up to 2.5."]),
        ({"decimals": True, "lookup": decimals((None, 2.5, 1), (2.5, 24, 2)), "greatest": 24}, ["nothing is said for 24."]),
        ({"decimals": True, "lookup": decimals((None, 2.5, 1), (2.5, "70/3", 2)), "greatest": 24}, ["nothing is said from 70/3 to 24."]),
    ],
)  # fmt: skip
def test_a_look_up_says_one_thing_of_each_number(keys, expected):
    if expected:
        assert of_item(mode="number", **keys) == expected
    else:
        assert make(domain("A", item("A1", mode="number", **keys)))


# Conditions


def hanging(gate, *answers, code="A2", **keys):
    return item(code, only_if={"item": gate, "is": list(answers)}, **keys)


def test_a_condition_hangs_on_an_item_that_is_there_and_an_answer_that_it_takes():
    assert problems_of(
        domain("A", item("A1"), hanging("Z", "1"), hanging("Y", "1", code="A3"))
    ) == [
        "Item A2: it hangs on item Z, which is not there.",
        "Item A3: it hangs on item Y, which is not there.",
    ]
    assert problems_of(domain("A", item("A1"), hanging("A1", "1", "6", "yes"))) == [
        "Item A2: it is asked where item A1 is “6”, which A1 never is.",
        "Item A2: it is asked where item A1 is “yes”, which A1 never is.",
    ]


def test_a_condition_on_a_number_that_no_row_holds_is_told_beside_the_gap():
    gate = item("A1", mode="number", lookup=steps((0, 4, 1), (6, None, 2)))

    assert problems_of(domain("A", gate, hanging("A1", "5"))) == [
        "Item A1: nothing is said for 5.",
        "Item A2: it is asked where item A1 is “5”, which A1 never is.",
    ]


def test_nothing_hangs_on_what_may_be_left_out():
    """Left blank, it is neither missing nor answered: who could say whether the other is asked?"""
    assert problems_of(domain("A", item("A1", optional=True), hanging("A1", "1"))) == [
        "Item A2: it hangs on item A1, which may be left out, so that nobody could say whether it "
        "is asked."
    ]


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ({"A1": "A1"}, ["A1"]),
        ({"A1": "A2", "A2": "A1"}, ["A1", "A2"]),
        ({"A1": "A2", "A2": "A3", "A3": "A1"}, ["A1", "A2", "A3"]),
        ({"A1": "A2", "A2": "A3", "A3": "A2"}, ["A2", "A3"]),
        ({"A1": "A2", "A2": "A3"}, []),
        ({"A1": "A3", "A2": "A3", "A3": "A4"}, []),
    ],
)
def test_conditions_do_not_go_round(links, found):
    items = [
        hanging(links[code], "1", code=code) if code in links else item(code)
        for code in ("A1", "A2", "A3", "A4")
    ]
    whole = document(domain("A", *items))
    if not found:
        assert documents.checked(whole)
        return

    assert problems_of(domain("A", *items)) == [
        f"Item {code}: its condition hangs, in the end, on itself." for code in found
    ]
