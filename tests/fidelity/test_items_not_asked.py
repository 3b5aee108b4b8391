"""Optional items, and items that hang on the answer to another."""

import pytest

from fidelity.scoring import Coverage, Refused, State, Why

from .instruments import (
    MAY_BE_EXCLUDED,
    domain,
    item,
    make,
    not_applicable,
    scored,
)

NA = not_applicable()


def test_an_optional_item_left_blank_counts_nowhere():
    two = make(domain("A", item("A1"), item("A2", optional=True)))

    report = scored(two, "4", "")

    assert (report.total.value, report.answered) == (4, Coverage(1, 1, 0, 1))
    assert report.outcomes["A2"].state is State.NOT_USED
    assert scored(two, "4", "2").total.value == 3


GATE = item("G", mode="checklist")


def gated(answers_=("yes",), gate=GATE, **keys):
    condition = {"only_if": {"item": "G", "is": list(answers_)}}
    return make(
        domain("A", item("A1"), item("A2", **condition, **keys)), domain("B", gate, method="none")
    )


@pytest.mark.parametrize(
    ("gate", "state", "value"),
    [
        ("yes", State.RATED, 3),
        ("no", State.NOT_ASKED, 4),
        ("partly", State.NOT_ASKED, 4),
        ("", State.RATED, 3),
    ],
)
def test_an_item_is_asked_only_where_its_condition_holds_or_nobody_knows(gate, state, value):
    report = scored(gated(), "4", "2", gate)

    assert (report.outcomes["A2"].state, report.total.value) == (state, value)


def test_a_condition_may_hold_for_several_answers():
    assert scored(gated(["yes", "partly"]), "4", "2", "partly").total.value == 3


def test_what_hangs_on_an_item_that_is_not_applicable_is_not_asked():
    gate = {**GATE, **MAY_BE_EXCLUDED}

    report = scored(gated(gate=gate), "4", "2", NA)

    assert report.outcomes["A2"] == (State.NOT_ASKED, None)


def test_where_the_gate_is_blank_what_hangs_on_it_is_missing_too():
    report = scored(gated(), "4", "", "")

    assert report.total.why_not is Why.TOO_FEW_RATED
    assert report.answered == Coverage(1, 3, 0, 3)


def test_an_item_that_is_not_asked_is_not_applicable_to_nobody():
    report = scored(gated(**MAY_BE_EXCLUDED), "4", NA, "no")

    assert report.answered == Coverage(2, 2, 0, 2)


def test_a_condition_holds_only_where_those_above_it_do():
    """A3 hangs on A2, A2 on A1; an old answer to A2 does not bring A3 back."""
    chain = make(
        domain(
            "A",
            item("A1", mode="checklist"),
            item("A2", mode="checklist", only_if={"item": "A1", "is": ["yes"]}),
            item("A3", mode="checklist", only_if={"item": "A2", "is": ["yes"]}),
        )
    )

    report = scored(chain, "no", "yes", "yes")

    assert [state.name for state, _ in report.outcomes.values()] == [
        "RATED",
        "NOT_ASKED",
        "NOT_ASKED",
    ]
    assert report.total.value == 0


def test_a_condition_may_ask_for_a_number():
    gate = item("G", mode="count")

    assert scored(gated(["0"], gate), "4", "2", "0").total.value == 3
    assert scored(gated(["0"], gate), "4", "2", "1").total.value == 4


def test_an_answer_off_the_scale_is_refused_though_the_item_is_not_asked():
    with pytest.raises(Refused):
        scored(gated(), "4", "9", "no")
