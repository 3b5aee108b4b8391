"""The instruments that come with the platform: whole, plain, and never taken for validated."""

import re
from pathlib import Path

import pytest

import fidelity
from fidelity import actions, documents
from fidelity.definitions import Look, Method, Policy
from fidelity.models import InstrumentVersion

FOLDER = Path(fidelity.__file__).parent / "instruments"
FILES = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
CHECKLIST, SELF = "connecting_people", "connecting_people_self"
INDIVIDUAL, READINESS = "connecting_people_individual", "agency_readiness"


def read(name):
    return documents.read_file(FILES[name])


def texts(instrument):
    """Everything that somebody reads."""
    yield from (instrument.name, instrument.guidance, instrument.source)
    for domain in instrument.domains:
        yield from (domain.name, domain.description, domain.examples)
    for item in instrument.items:
        yield from (item.name, item.definition, item.plain, item.decision_rules, item.theme)
        yield from (item.not_applicable_when, item.framework, *item.mode.anchors, *item.probes)


each = pytest.mark.parametrize("name", FILES)


def test_there_are_four():
    assert set(FILES) == {CHECKLIST, SELF, INDIVIDUAL, READINESS}


@each
def test_it_says_that_it_is_not_validated(name):
    instrument = read(name)

    assert instrument.notice == "Illustrative, not validated"
    assert FILES[name].read_text(encoding="utf-8").startswith("# Illustrative, not validated")


@each
def test_it_says_where_it_is_from_and_what_may_be_done_with_it(name):
    instrument = read(name)

    assert instrument.source.startswith("Written for this platform")
    assert instrument.licence == "CC BY 4.0"
    assert instrument.authored_by
    assert instrument.date_reviewed
    assert not instrument.checked_by  # nobody has, yet
    assert instrument.guidance


@each
def test_every_item_says_all_that_a_rater_needs(name):
    instrument = read(name)

    for item in instrument.items:
        assert item.theme, item.code
        assert item.probes, item.code
        assert item.evidence, item.code
        assert item.decision_rules, item.code
        assert item.carroll, item.code
        assert item.framework.endswith("(Webber and others, 2015)"), item.code
    used = {code for item in instrument.items for code in item.evidence}
    assert used == {evidence.code for evidence in instrument.evidence}


@each
def test_no_two_anchors_of_an_item_and_no_two_items_say_the_same(name):
    instrument = read(name)

    for item in instrument.items:
        worded = [anchor for anchor in item.mode.anchors if anchor]
        assert len(set(worded)) == len(worded), item.code
    for said in ("name", "definition"):
        all_said = [getattr(item, said) for item in instrument.items]
        assert len(set(all_said)) == len(all_said)


@each
def test_its_total_is_a_mean_with_a_least_coverage_and_no_invented_bands(name):
    instrument = read(name)

    assert instrument.total.method is Method.MEAN
    assert instrument.total.minimum_coverage >= 0.75
    assert not instrument.total.bands
    assert instrument.verdict is None


@each
def test_its_words_are_the_houses(name):
    """Worker and individual, not staff and client; typographic quotes, no dashes for commas."""
    odd = re.compile(
        r"[—–\"]|'(?!s\b)(?<!s')|\s{2}|\bclients?\b|\bpatients?\b|\bservice users?\b", re.I
    )

    found = [text for text in texts(read(name)) if odd.search(text) or text != text.strip()]

    assert found == []


@pytest.mark.parametrize(
    ("name", "ease"), [(CHECKLIST, 70), (SELF, 70), (READINESS, 70), (INDIVIDUAL, 90)]
)
def test_it_is_easy_to_read(name, ease):
    """By Flesch's formula, where 70 is for ages of 12 and 13, and 90 for 10 and 11."""
    assert reading_ease(" ".join(f"{text}." for text in texts(read(name)) if text)) > ease


@pytest.mark.parametrize("name", [CHECKLIST, SELF])
def test_the_plain_words_for_individuals_are_easier_still(name):
    plain = [item.plain for item in read(name).items]

    assert all(plain)
    assert reading_ease(" ".join(plain)) > 90
    assert not any("individual" in text for text in plain)


def reading_ease(text):
    words = re.findall(r"[a-zé]+", re.sub(r"\(Webber[^)]*\)|doi \S+", "", text).lower())
    sentences = len(re.findall(r"[.?!;:]+", text))
    syllables = sum(map(syllables_in, words))
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * syllables / len(words)


def syllables_in(word):
    silent = re.search(r"([^lt]e|[^td]ed|[^aeiou]es)$", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)) - bool(silent))


def test_the_self_rating_is_the_twin_of_the_checklist():
    checklist, twin = read(CHECKLIST), read(SELF)

    def shape(instrument):
        return [
            (domain.code, item.code, item.mode.minimum, item.mode.maximum, item.not_applicable)
            for domain in instrument.domains
            for item in domain.items
        ]

    assert shape(twin) == shape(checklist)
    assert len(twin.items) == 18
    assert twin.slug == "connecting-people-self"
    for mine, theirs in zip(twin.items, checklist.items, strict=True):
        assert (mine.theme, mine.carroll) == (theirs.theme, theirs.carroll)
        assert re.search(r"\b(I|we|my|me)\b", f"{mine.name} {mine.definition}"), mine.code


def test_individuals_rate_with_faces_that_have_words():
    instrument = read(INDIVIDUAL)

    assert instrument.slug == "connecting-people-individual"
    assert instrument.look is Look.FACES
    assert len(instrument.items) == 8
    for item in instrument.items:
        assert len(item.mode.anchors) == 3
        assert all(item.mode.anchors)
        assert item.not_applicable is Policy.EXCLUDED
        assert "not sure" in item.not_applicable_when
        assert item.definition.endswith("?")


def test_the_readiness_questionnaire_has_six_sections_of_estimates_and_examples():
    instrument = read(READINESS)

    assert instrument.slug == "agency-readiness"
    assert [domain.code for domain in instrument.domains] == list("ABCDEF")
    assert "titles of sections B to F are ours" in instrument.source
    for domain in instrument.domains:
        assert domain.examples
        assert 3 <= len(domain.items) <= 5
        for item in domain.items:
            assert (item.mode.minimum, item.mode.maximum) == (1, 9)
            worded = [number for number, text in enumerate(item.mode.anchors, start=1) if text]
            assert worded == [1, 5, 9]


def test_all_can_be_loaded_together():
    for path in FILES.values():
        actions.load_instrument_file(path=path, by=None)

    notices = set(InstrumentVersion.objects.values_list("notice", flat=True))
    assert (InstrumentVersion.objects.count(), notices) == (4, {"Illustrative, not validated"})
