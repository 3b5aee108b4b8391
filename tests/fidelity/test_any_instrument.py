"""What holds of any instrument and any answers, against a second implementation (plain_scoring)."""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity import documents
from fidelity.scoring import score

from . import plain_scoring, random_instruments
from .instruments import MAY_BE_EXCLUDED, not_applicable, pool, scored

NA = not_applicable()
EXAMPLES = int(os.environ.get("RANDOM_INSTRUMENTS", "300"))  # make test-scoring: 100,000


def read_answers(plain):
    return {code: NA if given is plain_scoring.NA else given for code, given in plain.items()}


def in_plain_words(report):
    """The report in the shape of plain_scoring's."""
    return {
        "total": _part(report.total),
        "domains": {part.domain: _part(part) for part in report.domains},
        "ratios": {
            ratio.ratio.code: (
                ratio.value,
                ratio.why_not and ratio.why_not.name,
                ratio.band and ratio.band.name,
            )
            for ratio in report.ratios
        },
        "verdict": report.judgement
        and (
            report.judgement.is_met,
            {(reason.ground.name, reason.item) for reason in report.judgement.reasons},
        ),
        "answered": _counts(report.answered),
    }


def _part(part):
    why, band = part.why_not and part.why_not.name, part.band and part.band.name
    return part.value, why, band, _counts(part.coverage)


def _counts(coverage):
    return coverage.rated, coverage.applicable, coverage.not_applicable, coverage.asked


@settings(max_examples=EXAMPLES, deadline=None)
@given(random_instruments.rated_documents(is_quick=EXAMPLES > 1000))
def test_any_instrument_scores_as_worked_out_a_second_time(rated):
    document, plain = rated

    report = score(documents.checked(document), read_answers(plain))

    assert in_plain_words(report) == plain_scoring.score(document, plain)


@given(random_instruments.rated_documents(), st.integers(0, 10**6))
def test_the_order_of_domains_items_and_answers_changes_nothing(rated, seed):
    document, plain = rated
    before = score(documents.checked(document), read_answers(plain))
    chance = random.Random(seed)
    domains = [
        {**domain_, "items": chance.sample(domain_["items"], len(domain_["items"]))}
        for domain_ in chance.sample(document["domains"], len(document["domains"]))
    ]
    shuffled = chance.sample(list(plain.items()), len(plain))

    after = score(documents.checked({**document, "domains": domains}), read_answers(dict(shuffled)))

    assert in_plain_words(after) == in_plain_words(before)


@given(random_instruments.documents())
def test_all_not_applicable_is_not_scorable(document):
    domains = [
        without_bands({**part, "items": [may_be_not_applicable(i) for i in part["items"]]})
        for part in document["domains"]
    ]
    total = without_bands(document["total"])
    verdict = {"met": "Met", "not_met": "Not met", "each_item_at_least": -100}
    instrument = documents.checked(
        {**document, "domains": domains, "total": total, "verdict": verdict}
    )

    report = score(instrument, {i.code: NA if i.is_scored else "0" for i in instrument.items})

    assert {part.value for part in (report.total, *report.domains)} == {None}
    assert report.judgement.is_met is None


def without_bands(rule):
    """What can be left out changes what bands may be."""
    return {key: value for key, value in rule.items() if key != "bands"}


def may_be_not_applicable(item_):
    """As it is where it may be, and without what could keep it from being asked."""
    item_ = {key: value for key, value in item_.items() if key != "only_if"}
    if item_.get("mode") == "count":
        return item_
    return {"not_applicable": "excluded", "not_applicable_when": "No fit.", **item_}


@given(random_instruments.rated_documents())
def test_shares_lie_between_nothing_and_all_and_percentages_too(rated):
    document, plain = rated
    report = score(documents.checked(document), read_answers(plain))

    for part in (report.total, *report.domains):
        assert 0 <= part.coverage.share <= 1
        assert 0 <= part.coverage.na_share <= 1
        assert (part.value is None) is (part.why_not is not None)
        if part.rule.method.is_percent and part.value is not None:
            assert 0 <= part.value <= 100
        if part.rule.bands and part.value is not None:
            assert [band for band in part.rule.bands if band.holds(part.value)] == [part.band]


@given(random_instruments.documents())
def test_any_instrument_is_the_same_as_toml_and_as_json(document):
    instrument = documents.checked(document)

    assert documents.read_toml(documents.write_toml(instrument)) == instrument
    assert documents.read_json(documents.write_json(instrument)) == instrument


@pytest.mark.parametrize("extra", ["", NA])
@given(st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_neither_a_blank_nor_one_not_applicable_moves_a_mean(extra, values):
    half = {"total": {"minimum_coverage": "1/10"}, **MAY_BE_EXCLUDED}
    ratings = [str(value) for value in values]

    longer = scored(pool(len(values) + 1, **half), *ratings, extra)

    assert longer.total.value == scored(pool(len(values), **half), *ratings).total.value
