import pytest

from lib.privacy import identifying

NHS, BIRTH, MAIL = "an NHS number", "a date of birth", "an e-mail address"


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5919",  # published in the NHS Data Dictionary
        "Seen with 9434765919 at the café.",
        "Record 943-476-5919.",
        "943.476.5919",
        "Number 943\u00a0476\u00a05919",
        "12 records; 943 476 5919 was the third.",
        "010 000 0010",  # its check digit is 0, from a remainder of 0
    ],
)
def test_nhs_numbers_are_found(text):
    assert identifying(text) == NHS


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5918",  # the wrong check digit
        "94347659190",  # eleven digits
    ],
)
def test_other_numbers_pass(text):
    assert identifying(text) == ""


def test_no_number_is_valid_whose_check_digit_would_be_ten():
    assert [identifying(f"000 000 006{digit}") for digit in range(10)] == [""] * 10


@pytest.mark.parametrize(
    "text",
    [
        "DOB 12/03/1990",
        "d.o.b. 1.2.90",
        "D.O.B: 12-3-1990",
        "Date of birth: 12 March 1990",
        "Born on 3 Feb 1985.",
        "born 12th of March 1990",
        "DOB 1990-03-12",
        "Date of birth is March 12, 1990",
    ],
)
def test_dates_of_birth_are_found(text):
    assert identifying(text) == BIRTH


@pytest.mark.parametrize(
    "text",
    ["robin@example.org", "Wrote to r.b+x@mail.example.co.uk today", "@robin@example.org"],
)
def test_e_mail_addresses_are_found(text):
    assert identifying(text) == MAIL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Visit on 12 March 2026, and again on 2026-03-19.",
        "The idea was born in a group of 12.",
        "Six records read, 4 of 6 with a shared goal.",
        "Phone 01632 960 001 answered in 2 rings.",
        "Newborn group: 12/03/2026.",
        "We met @ the library. It was good.",
    ],
)
def test_ordinary_notes_pass(text):
    assert identifying(text) == ""


@pytest.mark.parametrize("text", ["a", "1", "a@", "12/", "@a.", "born "])
def test_a_long_text_takes_no_longer_a_letter(text):
    """Within the time that a test may take; once, a word of 2.5 MB took half an hour."""
    assert identifying(text * (1_000_000 // len(text))) in ("", MAIL)
