"""Pages of the checklist for items of every mode, and what hangs on them."""

import re

import pytest
from django.urls import reverse

from fidelity import actions
from fidelity.documents import checked
from fidelity.forms.answers import as_written_once
from fidelity.models import Item, Rating
from tests.factories import InstrumentVersionFactory, rate, simple_instrument, simple_item

from .every_mode import EVERY_ANSWER


def rate_url(assessment, order=1):
    return reverse("fidelity:rate", args=[assessment.pk, order])


def answers(assessment):
    return dict(assessment.ratings.values_list("item__code", "value"))


def test_a_page_shows_all_that_the_instrument_says_of_an_item(rater, every_mode):
    page = rater.get(rate_url(every_mode)).content.decode()

    for said in (
        "A theme", "From 0 to 2.", "What did you ask?", "<strong>C</strong> Case notes",
        "If unsure, the lower.", "Section 1.", "Did it happen?", "Say what you saw.",
        "The first part.", "Give examples of what you saw.", "None of these",
        "There was no plan. It is then left out of the score.",
        "There are no workers. It then scores the lowest, 1.",
        "Nobody was asked. It then scores as fully met, 2.", "A number from 0 to 60.",
    ):  # fmt: skip
        assert said in page


def test_conditional_optional_and_counted_items_say_so(rater, every_mode):
    page = rater.get(rate_url(every_mode, 2)).content.decode()

    assert "Only answer this if GATE, In a group, is “Yes”." in page
    assert 'data-only-if="GATE" data-only-if-answer="" data-only-if-answers="yes "' in page
    assert page.count("(optional)") == 1
    assert page.count("If it never happened, enter 0.") == 2
    assert page.index(">Yes<") < page.index(">No<")


def test_every_way_of_answering_is_saved_and_stands_in_the_page(rater, every_mode):
    given = {
        "ANC-rating": "2", "AGR-rating": "-1", "CRI-rating": ["1", "3"], "NUM-rating": "020.50",
        "examples-of-this-domain-text": "A choir.",
    }  # fmt: skip

    assert rater.post(rate_url(every_mode), given).status_code == 302

    assert answers(every_mode) == {"ANC": "2", "AGR": "-1", "CRI": "2", "NUM": "20.5"}
    page = rater.get(rate_url(every_mode)).content.decode()
    for name, value in (("ANC", "2"), ("AGR", "-1"), ("CRI", "1"), ("CRI", "3")):
        assert re.search(f'name="{name}-rating"[^>]* value="{value}" checked', page)
    assert page.count(" checked") == 4
    assert 'value="20.5"' in page
    assert "A choir." in page


def test_a_number_that_does_not_apply_is_ticked_so(rater, every_mode):
    given = {"NUM-not_applicable": "na", "NUM-na_reason": "Nobody works there."}

    assert rater.post(rate_url(every_mode), given).status_code == 302

    page = rater.get(rate_url(every_mode)).content.decode()
    assert re.search('name="NUM-not_applicable"[^>]* checked', page)
    assert 'value="Nobody works there."' in page


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("007", "7"), ("18.50", "18.5"), ("18.", "18"), ("00.50", "0.5"), ("-0", "0"),
        ("−3", "-3"), ("10", "10"), ("0", "0"), ("1e3", "1e3"), ("٣", "٣"), ("1_0", "1_0"),
        (".5", ".5"),
    ],
)  # fmt: skip
def test_a_number_is_written_in_one_way(typed, written):
    assert as_written_once(typed) == written


def test_no_text_keeps_the_server_busy(rater, every_mode):
    """Within the time that a test may take; once, one of 4,000 characters took a minute."""
    zeros = "0" * 100_000

    page = rater.post(rate_url(every_mode), {"NUM-rating": f"{zeros}.{zeros}x"})

    assert "Enter a number from 0 to 60, in digits." in page.content.decode()


def test_a_face_is_never_without_its_words_and_a_reversed_item_turns_them(rater, every_mode):
    said = simple_instrument({"A": 1}, slug="f", name="F", look="faces")
    said["domains"][0]["items"].append(
        simple_item("A", 2) | {"mode": "agreement", "reversed": True}
    )
    every_mode.round.version = InstrumentVersionFactory(definition=checked(said))
    every_mode.round.save()

    response = rater.get(rate_url(every_mode))

    one, two = ([o.face for o in f.options] for f in response.context["part"].ratings)
    assert one == two[::-1] == sorted(set(one))
    page = response.content.decode()
    assert page.count("app-face") == page.count("looks like.") == 10


def test_examples_changed_in_another_window_are_told_and_nothing_is_half_saved(
    rater, every_mode, supervisor
):
    domain = every_mode.round.version.domains.first()
    actions.save_examples(
        assessment=every_mode, domain=domain, text="Theirs.", revision=0, by=supervisor
    )
    mine = {"examples-of-this-domain-text": "Mine.", "examples-of-this-domain-revision": "0"}

    response = rater.post(rate_url(every_mode), {**mine, "ANC-rating": "2", "CRI-rating": ["2"]})

    page = response.content.decode()
    assert "they now say “Theirs.”" in page
    assert '<a href="#examples">' in page
    assert re.search('name="CRI-rating"[^>]* value="2" checked', page)
    assert not Rating.objects.exists()
    again = {**mine, "examples-of-this-domain-revision": "1"}
    assert rater.post(rate_url(every_mode), again).status_code == 302
    assert every_mode.examples.get().text == "Mine."


def test_ticks_survive_a_conflict(rater, every_mode, supervisor):
    item = Item.objects.get(code="CRI")
    other = actions.Answer("1", "", "", 0, ticked=(2,))
    actions.save_ratings(assessment=every_mode, answers={item: other}, by=supervisor)

    response = rater.post(rate_url(every_mode), {"CRI-rating": ["1", "3"], "CRI-revision": "0"})

    page = response.content.decode()
    assert "it now says “1”" in page
    for value in ("1", "3"):
        assert re.search(f'name="CRI-rating"[^>]* value="{value}" checked', page)


def test_the_review_says_what_is_not_asked_and_shows_no_score(rater, every_mode):
    rate(every_mode, {**EVERY_ANSWER, "CHK": ("yes",)})

    page = rater.get(reverse("fidelity:review", args=[every_mode.pk])).content.decode()

    assert "Not asked" in page
    assert "Optional, not used" in page
    assert "Every item that is asked is rated" in page
    assert not {"2.33", "7/3", "Meets", "Fair"} & set(re.split("[<>]", page))


def test_answers_to_what_is_not_asked_do_not_count(rater, every_mode):
    rate(every_mode, {**EVERY_ANSWER, "CHK": ("yes",)})

    rater.post(reverse("fidelity:sign-off", args=[every_mode.pk]))

    assert every_mode.scores.totals().get().exact == "7/3"
