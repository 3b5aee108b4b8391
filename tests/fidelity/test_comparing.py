import pytest

from fidelity.comparing import Kind, What, differences

from .every_mode import EVERY_MODE
from .instruments import domain, item, make

WAS = make(domain("A", item("A1"), item("A2")), domain("B", item("B1")))


def found(now, was=WAS):
    return [(d.kind, d.code, d.what) for d in differences(was, now)]


def changes(now, was=WAS):
    return {
        (d.code, change.key, change.place): (text(change.was), text(change.now))
        for d in differences(was, now)
        for change in d.changes
    }


def text(words):
    return "".join(f"[{word.text}]" if word.is_other else word.text for word in words)


def test_the_same_differs_in_nothing():
    assert differences(WAS, WAS) == []
    assert differences(EVERY_MODE, EVERY_MODE) == []


def test_the_number_of_the_version_is_no_difference():
    later = make(domain("A", item("A1"), item("A2")), domain("B", item("B1")), number=2)

    assert differences(WAS, later) == []


def test_words_that_only_one_side_has_are_marked():
    now = make(
        domain("A", item("A1", definition="What to hear for."), item("A2")), domain("B", item("B1"))
    )

    assert changes(now) == {("A1", "definition", 0): ("What to [look] for.", "What to [hear] for.")}


def test_one_anchor_of_several_is_named():
    anchors = ["Never.", "", "Half the time.", "", "Nearly always."]
    now = make(domain("A", item("A1", anchors=anchors), item("A2")), domain("B", item("B1")))

    assert changes(now) == {("A1", "anchors", 5): ("[Always].", "[Nearly always].")}


def test_what_is_added_and_what_is_removed():
    now = make(domain("A", item("A1"), item("A3")), domain("B", item("B1")))

    assert found(now) == [
        (Kind.ITEM, "A3", What.ADDED),
        (Kind.ITEM, "A2", What.REMOVED),
    ]


def test_items_in_another_order_have_moved():
    now = make(domain("A", item("A2"), item("A1")), domain("B", item("B1")))

    assert [what for _, _, what in found(now)] == [What.MOVED]


def test_a_domain_that_moves_does_not_move_its_items():
    now = make(domain("B", item("B1")), domain("A", item("A1"), item("A2")))

    assert [(kind, what) for kind, _, what in found(now)] == [(Kind.DOMAIN, What.MOVED)]


def test_an_item_in_another_domain_has_changed():
    now = make(domain("A", item("A1")), domain("B", item("B1"), item("A2")))

    assert changes(now) == {("A2", "domain", 0): ("[A]", "[B]")}


def test_rules_bands_and_verdict_are_compared():
    verdict = {"met": "Met", "not_met": "Not met", "total_at_least": 3}
    bands = [{"name": "Low", "below": 3}, {"name": "High", "from": 3}]
    now = make(
        domain("A", item("A1"), item("A2")),
        domain("B", item("B1")),
        total={"bands": bands},
        verdict=verdict,
    )

    assert changes(now) == {
        ("", "total.bands", 1): ("", "[name Low, below 3]"),
        ("", "total.bands", 2): ("", "[name High, from 3]"),
        ("", "verdict.met", 0): ("", "[Met]"),
        ("", "verdict.not_met", 0): ("", "[Not met]"),
        ("", "verdict.total_at_least", 0): ("", "[3]"),
    }


def test_ratios_and_evidence_are_compared():
    counts = [item("R", mode="count"), item("Q", mode="count")]
    ratio = {"code": "RQ", "name": "R to Q", "numerator": ["R"], "denominator": ["Q"]}
    was = make(domain("A", item("A1"), *counts), evidence=[{"code": "C", "name": "Notes"}])
    now = make(domain("A", item("A1"), *counts), ratios=[ratio])

    assert found(now, was) == [
        (Kind.RATIO, "RQ", What.ADDED),
        (Kind.EVIDENCE, "C", What.REMOVED),
    ]


@pytest.mark.parametrize(("was", "now"), [(WAS, EVERY_MODE), (EVERY_MODE, WAS)])
def test_putting_the_words_together_gives_either_text(was, now):
    for difference in differences(was, now):
        for change in difference.changes:
            assert "".join(word.text for word in change.was if not word.is_other) == "".join(
                word.text for word in change.now if not word.is_other
            )
