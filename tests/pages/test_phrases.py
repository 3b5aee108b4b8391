import pytest
from django.core.exceptions import ValidationError

from pages.phrases import LONGEST, Phrases, phrases


def test_phrases_are_the_lines_that_hold_something():
    assert phrases(" Plan together \r\n\r\nTry it\n") == ["Plan together", "Try it"]


@pytest.mark.parametrize(
    ("text", "found"), [("", 0), ("one\ntwo", 2), ("one\ntwo\nthree\nfour", 4)]
)
def test_the_number_of_phrases_must_be_right(text, found):
    with pytest.raises(ValidationError) as refusal:
        Phrases(3)(text)

    assert refusal.value.messages == [f"Write 3 phrases, one a line. There are {found} now."]


def test_a_phrase_of_the_longest_length_is_taken():
    assert Phrases(1)("x" * LONGEST) is None


def test_a_longer_phrase_is_named_with_its_length():
    with pytest.raises(ValidationError) as refusal:
        Phrases(2)("short\n" + "x" * 29)

    assert refusal.value.messages == [f"Shorten “{'x' * 29}” to 28 characters. It has 29 now."]


def test_validators_of_the_same_count_are_equal_so_that_no_migration_is_made_for_them():
    assert Phrases(3) == Phrases(3)
    assert Phrases(3) != Phrases(4)
    assert len({Phrases(3), Phrases(3)}) == 1
