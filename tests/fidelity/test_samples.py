import pytest
from hypothesis import given, settings

from fidelity import documents, samples, scoring
from fidelity.definitions import range_of

from .every_mode import EVERY_MODE
from .instruments import MAY_BE_EXCLUDED, domain, item, make, pool, structure
from .random_instruments import documents as random_documents


@settings(max_examples=60)
@given(random_documents())
def test_samples_of_any_instrument_can_be_scored(document):
    instrument = documents.checked(document)

    for sample in (samples.lowest, samples.highest, samples.mixed):
        scoring.score(instrument, sample(instrument))


@pytest.mark.parametrize("name", ["ips_25", "dacts", "wfi_ez"])
def test_the_lowest_and_the_highest_reach_both_ends(name):
    instrument = structure(name)
    low, high = range_of(instrument.total.method, instrument.scored)

    assert scoring.score(instrument, samples.lowest(instrument)).total.value == low
    assert scoring.score(instrument, samples.highest(instrument)).total.value == high


def test_the_mixed_have_one_not_applicable_and_one_blank():
    items = [item("A1"), item("A2", **MAY_BE_EXCLUDED), item("A3"), item("A4")]
    answers = samples.mixed(make(domain("A", *items), total={"minimum_coverage": "2/3"}))

    assert [type(answer) for answer in answers.values()].count(scoring.NotApplicable) == 1
    assert answers["A4"] == ""
    assert (answers["A1"], answers["A3"]) == ("1", "3")


def test_nothing_is_left_blank_that_a_total_needs():
    assert samples.mixed(pool(2)) == {"A1": "1", "A2": "2"}


def test_a_single_item_is_not_left_blank():
    assert samples.mixed(pool(1)) == {"A1": "1"}


def test_an_item_on_which_others_hang_is_not_left_blank():
    hanging = item("A2", only_if={"item": "A3", "is": ["5"]})
    answers = samples.mixed(make(domain("A", item("A1"), hanging, item("A3"))))

    assert answers["A3"] != ""
    assert answers["A2"] == ""


def test_a_step_that_holds_no_number_that_can_be_written_is_left_blank():
    lookup = [{"below": "1/3", "score": 1}, {"from": "1/3", "score": 2}]
    number = item("A1", mode="number", decimals=True, lookup=lookup)

    assert samples.highest(make(domain("A", number))) == {"A1": "0"}


def test_every_mode_has_a_sample():
    assert set(samples.mixed(EVERY_MODE)) == set(EVERY_MODE.by_code)
