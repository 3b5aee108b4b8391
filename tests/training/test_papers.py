import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import essay, multiple, single
from training.papers import Candidate, Draw, NotEnoughQuestions, draw, fits, paper_questions, read


def candidate(number, definition=None, outcome=""):
    return Candidate(number, number, outcome, definition or single(f"Question {number}?"))


def questions(*definitions, shuffle_questions=False, shuffle_choices=False, seed=1):
    asked = [candidate(n, d) for n, d in enumerate(definitions, start=1)]
    return paper_questions(
        asked, random.Random(seed), shuffle_questions=shuffle_questions,
        shuffle_choices=shuffle_choices,
    )  # fmt: skip


MATCHING = single(
    kind="matching",
    rule="each-pair",
    pairs=[{"key": k, "left": k, "right": f"r{k}"} for k in "abc"],
    distractors=[{"key": "x", "text": "none"}],
)
ORDERING = single(kind="ordering", rule="each-place", items=[{"key": k, "text": k} for k in "abc"])
SCENARIO = single(kind="scenario", stem="Story", points=2, parts=[single(), essay()])
TRUE_FALSE = single(
    kind="true_false",
    options=[{"key": k, "text": k, "credit": "0", "feedback": ""} for k in ("true", "false")],
)


@given(st.integers(0, 10**6), st.integers(0, 4), st.integers(0, 4))
def test_a_draw_asks_the_fixed_questions_and_so_many_of_each_pool_and_none_twice(seed, few, more):
    fixed = [candidate(1), candidate(2)]
    pool = tuple(candidate(n) for n in range(1, 7))  # four that are not fixed
    others = tuple(candidate(n) for n in range(10, 14))

    asked = draw(fixed, [Draw(pool, few), Draw(others, more)], random.Random(seed))

    numbers = [c.question for c in asked]
    assert numbers[:2] == [1, 2]
    assert len(numbers) == len(set(numbers)) == 2 + few + more
    assert sum(number >= 10 for number in numbers) == more


def test_a_draw_of_more_than_there_are_is_refused():
    with pytest.raises(NotEnoughQuestions):
        draw([candidate(1)], [Draw((candidate(1), candidate(2)), 2)], random.Random(1))


def test_a_paper_keeps_the_order_unless_told():
    asked = questions(single("a"), single("b"))

    assert [q["definition"]["stem"] for q in asked] == ["a", "b"]
    assert [q["key"] for q in asked] == ["1", "2"]
    assert asked[0]["shown"] == ["Right", "Wrong"]


def test_questions_and_choices_are_shuffled_when_told():
    def shuffled(seed):
        asked = questions(
            *(single(str(n)) for n in range(5)), shuffle_questions=True, shuffle_choices=True,
            seed=seed,
        )  # fmt: skip
        return tuple(q["definition"]["stem"] for q in asked), tuple(map(str, asked[0]["shown"]))

    seen = {shuffled(seed) for seed in range(20)}

    assert len({order for order, _ in seen}) > 5
    assert {shown for _, shown in seen} == {("Right", "Wrong"), ("Wrong", "Right")}


def test_true_and_false_stay_in_their_order():
    shown = {
        tuple(questions(TRUE_FALSE, shuffle_choices=True, seed=s)[0]["shown"]) for s in (1, 2, 3)
    }

    assert shown == {("true", "false")}


def test_the_parts_of_a_scenario_stay_together_under_their_vignette():
    asked = questions(single(), SCENARIO, shuffle_questions=True)

    parts = [q for q in asked if q["part"]]
    assert [q["key"] for q in parts] == ["2-1", "2-2"]
    assert {q["vignette"] for q in parts} == {"Story"}
    assert asked.index(parts[1]) == asked.index(parts[0]) + 1


@pytest.mark.parametrize("seed", range(10))
def test_things_to_put_in_order_are_never_shown_in_it(seed):
    shown = questions(ORDERING, seed=seed)[0]["shown"]

    assert sorted(shown) == ["a", "b", "c"]
    assert shown != ["a", "b", "c"]


def test_right_sides_are_always_mixed_with_the_distractors():
    shown = {tuple(questions(MATCHING, seed=seed)[0]["shown"]) for seed in range(10)}

    assert len(shown) > 1
    assert {key for order in shown for key in order} == {"a", "b", "c", "x"}


@pytest.mark.parametrize(
    ("definition", "response", "expected"),
    [
        (single(), ["Right"], True),
        (single(), [], True),
        (single(), ["Other"], False),
        (single(), "Right", False),
        (multiple(), ["Right", "Right too"], True),
        (MATCHING, {"a": "x", "b": ""}, True),
        (MATCHING, {"z": "a"}, False),
        (MATCHING, {"a": "z"}, False),
        (MATCHING, ["a"], False),
        (ORDERING, ["c", "a", "b"], True),
        (ORDERING, ["z"], False),
        (essay(), "words", True),
        (essay(), ["words"], False),
    ],
)
def test_an_answer_fits_when_it_names_only_what_is_offered(definition, response, expected):
    assert fits(questions(definition)[0], response) is expected


def test_a_paper_of_the_first_format_is_read_as_the_same_thing():
    paper = {
        "title": "Old", "pass_mark": 80, "rule": "all-or-nothing",
        "questions": [{
            "key": "7", "text": "A < B?", "kind": "multiple", "explanation": "Because.",
            "choices": [{"key": "1", "text": "Yes", "correct": True},
                        {"key": "2", "text": "No", "correct": False}],
        }],
    }  # fmt: skip

    (question,) = read(paper)["questions"]

    assert question["definition"] == multiple(
        "A &lt; B?", feedback="Because.",
        options=[{"key": "1", "text": "Yes", "credit": "100", "feedback": ""},
                 {"key": "2", "text": "No", "credit": "0", "feedback": ""}],
    )  # fmt: skip
    assert (question["key"], question["version"], question["shown"]) == ("7", None, ["1", "2"])


def test_a_paper_of_today_is_read_as_it_is():
    paper = {"format": 2, "title": "New"}

    assert read(paper) is paper
