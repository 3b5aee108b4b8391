import pytest
from django.urls import reverse

from fidelity import actions
from fidelity.models import Rating
from tests.factories import rate

from .every_mode import EVERY_ANSWER


def url(assessment, code="A1"):
    return reverse("fidelity:autosave", args=[assessment.pk, code])


def save(rater, assessment, code="A1", **given):
    data = {f"{code}-{name}": value for name, value in given.items()}
    response = rater.post(url(assessment, code), data)
    return response.status_code, response.json()


def test_an_answer_is_kept_at_once(rater, assessment):
    status, answer = save(rater, assessment, rating="4", note="Six records.", revision="0")

    assert (status, answer["revision"]) == (200, 1)
    assert answer["message"].startswith("Saved at ")
    assert [(r.value, r.note) for r in Rating.objects.all()] == [("4", "Six records.")]


def test_not_applicable_is_kept_with_its_reason(rater, assessment):
    save(rater, assessment, "A3", rating="na", na_reason="Nobody wanted it.")

    assert Rating.objects.get().na_reason == "Nobody wanted it."


def test_a_blank_keeps_nothing(rater, assessment):
    assert save(rater, assessment, rating="", revision="0")[1]["revision"] == 0
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    ("code", "given", "field"),
    [
        ("A1", {"rating": "6"}, "rating"),
        ("A1", {"rating": "na"}, "rating"),
        ("A3", {"rating": "na", "na_reason": ""}, "na_reason"),
        ("A1", {"note": "x" * 2001}, "note"),
        ("A1", {"note": "Seen 9434765919"}, "note"),
        ("A1", {"revision": "-1"}, "revision"),
    ],
)
def test_bad_input_is_answered_in_a_sentence(rater, assessment, code, given, field):
    status, answer = save(rater, assessment, code, **given)

    assert status == 422
    [sentence] = answer["errors"][field]
    assert sentence.endswith(".")
    assert not Rating.objects.exists()


def test_the_same_sent_again_after_a_lost_answer_is_no_conflict(rater, assessment):
    save(rater, assessment, rating="4", note="One\nTwo", revision="0")

    status, answer = save(rater, assessment, rating="4", note="One\r\nTwo", revision="0")

    assert (status, answer["revision"]) == (200, 1)


def test_another_window_is_never_overwritten_unseen_but_may_be_knowingly(rater, assessment):
    save(rater, assessment, rating="2", note="Theirs", revision="0")

    status, answer = save(rater, assessment, rating="5", note="Mine", revision="0")

    assert (status, answer["revision"]) == (409, 1)
    assert "It says: “2: Theirs”" in answer["message"]
    assert save(rater, assessment, rating="5", note="Mine", revision="1")[0] == 200
    assert Rating.objects.get().note == "Mine"


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ({"value": "2"}, "“2”"),
        ({"na_reason": "Nobody wanted it."}, "“Nobody wanted it.”"),
        ({"note": "To look up."}, "“no rating: To look up.”"),
    ],
)
def test_a_conflict_tells_what_was_saved(rater, assessment, items, stored, words):
    assessment.ratings.create(item=items["A3"], **stored)

    assert words in save(rater, assessment, "A3", rating="5")[1]["message"]


def test_a_signed_assessment_takes_nothing(rater, signed):
    status, answer = save(rater, signed, "B3", rating="5")

    assert (status, answer) == (409, {"message": "This assessment is signed off."})


@pytest.mark.parametrize("code", ["Z9", "a1", "A1-note"])
def test_an_unknown_item_is_not_found(rater, assessment, code):
    assert rater.post(url(assessment, code)).status_code == 404


@pytest.mark.parametrize("who", ["outsider", "lead", "researcher"])
def test_nobody_else_saves(client, request, assessment, who):
    client.force_login(request.getfixturevalue(who))

    assert client.post(url(assessment), {"A1-rating": "5"}).status_code == 404
    assert not Rating.objects.exists()


def test_it_is_never_got(rater, assessment):
    assert rater.get(url(assessment)).status_code == 405


def test_one_save_takes_few_queries(
    rater, assessment, items, supervisor, django_assert_num_queries
):
    answer = actions.Answer("4", "", "", 0)
    actions.save_ratings(assessment=assessment, answers={items["A1"]: answer}, by=supervisor)

    with django_assert_num_queries(10):
        save(rater, assessment, rating="5", revision="1")


# Ways of answering, and examples


@pytest.mark.parametrize(
    ("code", "given", "stored"),
    [
        ("AGR", {"rating": "-2"}, ("-2", [], "")),
        ("CRI", {"rating": ["1", "3"]}, ("2", [1, 3], "")),
        ("CRI", {"rating": "none"}, ("0", [], "")),
        ("CRI", {"rating": "na", "na_reason": "No plan."}, ("", [], "No plan.")),
        ("NUM", {"rating": " 018.50 "}, ("18.5", [], "")),
        ("NUM", {"not_applicable": "na", "na_reason": "None."}, ("", [], "None.")),
        ("GATE", {"rating": "yes"}, ("yes", [], "")),
        ("ASK", {"rating": "0"}, ("0", [], "")),
    ],
)
def test_each_way_of_answering_is_kept(rater, every_mode, code, given, stored):
    assert save(rater, every_mode, code, **given)[0] == 200

    rating = Rating.objects.get()
    assert (rating.value, rating.ticked, rating.na_reason) == stored


@pytest.mark.parametrize(
    ("code", "given", "field", "sentence"),
    [
        ("CRI", {"rating": ["1", "none"]}, "rating",
         "Tick the criteria that are met, or the answer under them: not both."),
        ("CRI", {"rating": ["4"]}, "rating", "Tick the criteria that are listed here."),
        ("NUM", {"rating": "many"}, "rating", "Enter a number from 0 to 60, in digits."),
        ("NUM", {"rating": "61"}, "rating", "Enter a number from 0 to 60, in digits."),
        ("NUM", {"rating": "٣"}, "rating", "Enter a number from 0 to 60, in digits."),
        ("NUM", {"rating": "9", "not_applicable": "na", "na_reason": "x"}, "rating",
         "Give a number, or tick “Not applicable”: not both."),
        ("NUM", {"not_applicable": "na"}, "na_reason",
         "Say why it does not apply, or choose a rating."),
        ("ASK", {"rating": "-1"}, "rating", "Enter a whole number, 0 or more, in digits."),
        ("ASK", {"rating": "2.5"}, "rating", "Enter a whole number, 0 or more, in digits."),
        ("ASK", {"rating": "9" * 5000}, "rating", "Enter a whole number, 0 or more, in digits."),
        ("ASK", {"rating": "1\x00"}, "rating", "Null characters are not allowed."),
        ("GATE", {"rating": "partly"}, "rating", "Choose one of the ratings offered."),
    ],
)  # fmt: skip
def test_what_no_mode_takes_is_told(rater, every_mode, code, given, field, sentence):
    status, answer = save(rater, every_mode, code, **given)

    assert (status, answer["errors"]) == (422, {field: [sentence]})
    assert not Rating.objects.exists()


def save_examples(rater, assessment, **given):
    url = reverse("fidelity:autosave-examples", args=[assessment.pk, 1])
    response = rater.post(url, {f"examples-of-this-domain-{k}": v for k, v in given.items()})
    return response.status_code, response.json()


def test_examples_are_kept_at_once_and_never_overwritten_unseen(rater, every_mode):
    assert save_examples(rater, every_mode, text="A walk.", revision="0")[1]["revision"] == 1

    status, answer = save_examples(rater, every_mode, text="A choir.", revision="0")

    assert (status, answer["revision"]) == (409, 1)
    assert "It says: “A walk.”" in answer["message"]
    assert save_examples(rater, every_mode, text="A choir.", revision="1")[0] == 200
    assert every_mode.examples.get().text == "A choir."


def test_examples_by_which_somebody_could_be_known_are_refused(rater, every_mode):
    status, answer = save_examples(rater, every_mode, text="Seen 9434765919", revision="0")

    assert status == 422
    assert answer["errors"]["text"][0].startswith("This looks like an NHS number.")


def test_a_domain_that_asks_for_no_examples_takes_none(rater, assessment, every_mode):
    url = reverse("fidelity:autosave-examples", args=[every_mode.pk, 2])

    assert rater.post(url, {}).status_code == 404


def test_a_signed_assessment_takes_no_examples(rater, every_mode, supervisor):
    rate(every_mode, EVERY_ANSWER)
    actions.sign_off(assessment=every_mode, by=supervisor)

    status, answer = save_examples(rater, every_mode, text="A choir.")

    assert (status, answer) == (409, {"message": "This assessment is signed off."})
