import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.certificate_numbers import ALPHABET, as_number, new_number


def test_a_number_names_its_year_and_holds_forty_random_bits():
    numbers = {new_number(2026) for _ in range(500)}

    assert len(numbers) == 500
    assert len(ALPHABET) ** 8 == 2**40
    assert all(number.startswith("CP-2026-") and len(number) == 17 for number in numbers)


@pytest.mark.parametrize(
    "typed",
    [
        "CP-2026-7K30-91XM",
        "cp-2026-7k30-91xm",
        "CP20267K3091XM",
        "  cp 2026 7k3o 9lxm ",
        "CP–2O26–7K3O–9IXM",
    ],
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert as_number(typed) == "CP-2026-7K30-91XM"


@pytest.mark.parametrize(
    "typed",
    ["", "hello", "CP-2026-7K30", "CP-2026-7K30-91XMM", "XX-2026-7K30-91XM", "CP-2026-UUUU-91XM"],
)
def test_what_is_no_number_is_not_taken_for_one(typed):
    assert as_number(typed) is None


@given(st.integers(2020, 9999))
def test_every_number_made_can_be_read_back(year):
    number = new_number(year)

    assert as_number(number) == as_number(number.lower().replace("-", "")) == number
