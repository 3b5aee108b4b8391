"""manage.py rescore --check: every stored score is what its ratings give."""

from ast import literal_eval

import pytest
from django.core.management import CommandError, call_command

from fidelity import actions, documents
from fidelity.management.commands import rescore
from fidelity.models import Assessment, Rating, StoredScore
from tests.factories import AssessmentFactory, InstrumentVersionFactory, RoundFactory, rate

from .every_mode import EVERY_ANSWER
from .instruments import document, domain, item
from .worlds import make_world


def check(capsys):
    """What the command says, as lines; the last is why it fails, or that all is well."""
    try:
        call_command("rescore", "--check")
    except CommandError as error:
        return [*capsys.readouterr().out.splitlines(), str(error)]
    return capsys.readouterr().out.splitlines()


def stored(assessment, **key):
    return StoredScore.objects.filter(assessment=assessment, **key)


def test_all_is_as_stored(signed, capsys):
    assert check(capsys) == ["1 assessment, 3 scores: all as stored."]


def test_with_no_assessments_there_is_nothing_to_tell(assessment, capsys):
    assert check(capsys) == ["0 assessments, 0 scores: all as stored."]


def test_it_never_writes(signed):
    StoredScore.objects.update(exact="1")

    with pytest.raises(CommandError, match="Stored scores never change"):
        call_command("rescore")
    with pytest.raises(CommandError, match="3 differences"):
        call_command("rescore", "--check")

    assert set(StoredScore.objects.values_list("exact", flat=True)) == {"1"}


def test_each_difference_is_told(signed, capsys):
    stored(signed, domain=None).update(exact="3", value=3, band="Good", verdict="Passed")
    stored(signed, domain__code="A").update(coverage="0.5", na_share="0.5")
    stored(signed, domain__code="B").update(rated=3, applicable=4, not_applicable=5, items=6)
    Rating.objects.filter(assessment=signed, item__code="A1").update(score=None)

    said = f"Assessment {signed.pk}, "
    assert check(capsys) == [
        f"{said}total: exact is stored as 3; computed 16/5.",
        f"{said}total: value is stored as 3.000000; computed 3.200000.",
        f"{said}total: band is stored as Good; computed nothing.",
        f"{said}total: verdict is stored as Passed; computed nothing.",
        f"{said}domain A: coverage is stored as 0.500000; computed 1.000000.",
        f"{said}domain A: na share is stored as 0.500000; computed 0.250000.",
        f"{said}domain B: rated is stored as 3; computed 2.",
        f"{said}domain B: applicable is stored as 4; computed 3.",
        f"{said}domain B: not applicable is stored as 5; computed 0.",
        f"{said}domain B: items is stored as 6; computed 3.",
        f"{said}item A1: score is stored as nothing; computed 5.000000.",
        "1 assessment, 3 scores: 11 differences.",
    ]


def test_a_changed_rating_shows(signed, capsys):
    Rating.objects.filter(assessment=signed, item__code="B1").update(value="4")

    lines = check(capsys)

    assert f"Assessment {signed.pk}, domain B: exact is stored as 2; computed 3." in lines
    assert (
        f"Assessment {signed.pk}, item B1: score is stored as 2.000000; computed 4.000000." in lines
    )


def test_scores_that_are_missing_or_too_many_are_told(signed, capsys):
    stored(signed, domain__code="B").delete()
    total = stored(signed, domain=None).get()
    total.pk, total.ratio = None, "R"
    total.save()

    said = f"Assessment {signed.pk}, "
    assert check(capsys) == [
        f"{said}domain B: nothing is stored; computed 2.",
        f"{said}ratio R: 16/5 is stored; nothing is computed.",
        "1 assessment, 3 scores: 2 differences.",
    ]


def test_ratings_that_cannot_be_scored_are_told(signed, capsys):
    Rating.objects.filter(assessment=signed, item__code="A1").update(value="9")

    assert check(capsys) == [
        f"Assessment {signed.pk}, ratings: they cannot be scored. "
        "Item A1: “9” is not a whole number from 1 to 5.",
        "1 assessment, 3 scores: 1 difference.",
    ]


@pytest.mark.parametrize("ticked", ["[1, 2]", "[9]", "['x']", "[1, 1]"])
def test_ticks_that_do_not_make_the_answer_are_told(every_mode, capsys, ticked):
    rate(every_mode, EVERY_ANSWER | {"CRI": 1})
    actions.sign_off(assessment=every_mode, by=every_mode.assessor)
    of_criteria = Rating.objects.filter(item__code="CRI")
    of_criteria.update(ticked=[3])
    assert check(capsys) == ["1 assessment, 5 scores: all as stored."]

    of_criteria.update(ticked=literal_eval(ticked))

    assert check(capsys)[0] == (
        f"Assessment {every_mode.pk}, item CRI: the ticks {ticked} do not make 1."
    )


def test_scores_of_what_is_not_signed_are_told(signed, capsys):
    Assessment.objects.update(signed_at=None)

    assert check(capsys) == [
        f"Assessment {signed.pk}, scores: they are stored, but it is not signed off.",
        "0 assessments, 0 scores: 1 difference.",
    ]


def test_ratios_and_verdicts_are_worked_out_again(north, supervisor, capsys):
    said = document(
        domain("A", item("A1")),
        domain("C", item("C1", mode="count"), item("C2", mode="count"), method="none"),
        ratios=[{"code": "R", "name": "Ratio", "numerator": ["C1"], "denominator": ["C2"]}],
        verdict={"met": "Passed", "not_met": "Not passed", "total_at_least": 3},
    )
    version = InstrumentVersionFactory(definition=documents.checked(said))
    round_ = RoundFactory(agency=north, version=version)
    assessment = AssessmentFactory(round=round_, assessor=supervisor)
    rate(assessment, {"A1": 4, "C1": 3, "C2": 2})
    actions.sign_off(assessment=assessment, by=supervisor)
    assert check(capsys) == ["1 assessment, 4 scores: all as stored."]

    stored(assessment, domain=None, ratio="").update(verdict="Not passed")
    stored(assessment, ratio="R").update(exact="1", value=1)

    name = f"Assessment {assessment.pk}, "
    assert check(capsys) == [
        f"{name}total: verdict is stored as Not passed; computed Passed.",
        f"{name}ratio R: exact is stored as 1; computed 3/2.",
        f"{name}ratio R: value is stored as 1.000000; computed 1.500000.",
        "1 assessment, 4 scores: 3 differences.",
    ]


def test_many_are_read_a_few_at_a_time(north, capsys, django_assert_num_queries, monkeypatch):
    versions = make_world([north], seed=1, rounds=6)
    signed = [north.assessments.signed().filter(round__version=v).count() for v in versions]
    chunks = sum(-(-number // 5) for number in signed)
    monkeypatch.setattr(rescore, "AT_A_TIME", 5)

    with django_assert_num_queries(2 + 2 * len(versions) + 2 * chunks):
        assert check(capsys)[-1].startswith(f"{sum(signed)} assessments,")

    assert chunks > 4
