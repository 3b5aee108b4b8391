"""Which version of a question old answers can be marked by: training.regrading by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import choices, essay, multiple, single
from training.questions import Kind
from training.regrading import marked_by, misfits, remarked, rewordings

from .test_question_bank import DEFINITIONS, MATCHING, NUMERIC

WRONG_KEY = single("Who decides?", options=choices("The agency", wrong=("Both of you",)))
MENDED = single("Who decides?", options=choices("Both of you", wrong=("The agency",)))


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (multiple(), "It is another type of question, so the answers do not fit it."),
        (
            single(options=choices("Both of you", wrong=("The agency", "Nobody"))),
            "It does not have the same choices: some were added or taken away.",
        ),
    ],
)
def test_a_version_that_answers_do_not_fit_is_refused_in_words(other, sentence):
    assert [str(fault) for fault in misfits(WRONG_KEY, other)] == [sentence]


def test_essays_and_other_numbers_of_questions_do_not_fit():
    scenario = DEFINITIONS[-1]
    shorter = {**scenario, "parts": scenario["parts"][:1]}

    assert [str(f) for f in misfits(essay(), essay())] == [
        "An essay is marked by a person, whichever version it answers."
    ]
    assert [str(f) for f in misfits(scenario, shorter)] == [
        "The scenario has another number of questions."
    ]


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda d: d["kind"])
def test_a_question_fits_itself_unless_a_person_marks_it(definition):
    assert (misfits(definition, definition) == []) == (definition["kind"] != Kind.ESSAY)
    assert rewordings(definition, definition) == []


def test_a_pair_means_the_words_that_were_chosen():
    """The sides were the wrong way round, and were changed over."""
    first, second = MATCHING["pairs"]
    mended = {
        **MATCHING,
        "pairs": [{**first, "right": "Above"}, {**second, "right": "Beside"}],
    }

    _, response = marked_by(MATCHING, mended, {"p1": "p2", "p2": "d1"})

    assert response == {"p1": "p1", "p2": "d1"}


def test_a_choice_that_was_reworded_keeps_its_key_and_is_told():
    reworded = single(
        options=[
            {**MENDED["options"][0], "text": "The two of you"},
            MENDED["options"][1],
        ]
    )

    assert marked_by(MENDED, reworded, ["Both of you"])[1] == ["Both of you"]
    assert rewordings(MENDED, reworded) == [("Both of you", "The two of you")]


def test_a_reworded_choice_never_means_another_that_was_moved_to_its_key():
    first, second = WRONG_KEY["options"]
    other = single(
        options=[{**first, "text": second["text"]}, {**second, "text": "The two agencies"}]
    )

    assert marked_by(WRONG_KEY, other, [first["key"]])[1] == [second["key"]]
    assert marked_by(WRONG_KEY, other, [second["key"]])[1] == [first["key"]]
    assert rewordings(WRONG_KEY, other) == [(first["text"], "The two agencies")]


def test_words_that_two_pairs_share_keep_their_keys():
    first, second, *rest = MATCHING["pairs"]
    twice = {**MATCHING, "pairs": [first, {**second, "right": first["right"]}, *rest]}

    _, response = marked_by(MATCHING, twice, {"p1": "p1", "p2": "p2"})

    assert response == {"p1": "p1", "p2": "p2"}


def test_what_is_written_and_what_a_person_marks_is_taken_as_it_is():
    assert marked_by(NUMERIC, {**NUMERIC, "unit": "days"}, "2,5")[1] == "2,5"
    assert marked_by(essay(), essay(points=9), "Words.") == (essay(), "Words.")


def test_a_part_of_a_scenario_is_marked_by_the_same_part():
    scenario = DEFINITIONS[-1]
    mended = {
        **scenario,
        "parts": [scenario["parts"][0], {**NUMERIC, "unit": "days"}, essay(points=5)],
    }
    question = {"version": 7, "part": 2, "definition": NUMERIC}

    marked, _ = remarked(question, "2.5", {7: mended})

    assert marked["definition"]["unit"] == "days"
    assert remarked(question, "2.5", {8: mended}) == (question, "2.5")


@given(st.permutations(["a", "b", "c", "d"]), st.sets(st.sampled_from("abcd")))
def test_however_keys_are_dealt_out_anew_the_words_chosen_are_the_same(keys, ticked):
    texts = dict(zip("abcd", ("one", "two", "three", "four"), strict=True))
    dealt = dict(zip(keys, texts.values(), strict=True))
    before, after = (
        {
            **single(),
            "options": [{"key": k, "text": t, "credit": "0", "feedback": ""} for k, t in o.items()],
        }
        for o in (texts, dealt)
    )

    _, response = marked_by(before, after, sorted(ticked))

    assert {dealt[key] for key in response} == {texts[key] for key in ticked}
