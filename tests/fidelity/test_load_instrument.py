"""manage.py load_instrument: the door for those who write instruments."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from fidelity import definitions
from fidelity.models import InstrumentVersion

SHIPPED = Path(definitions.__file__).parent / "instruments" / "connecting_people.toml"


@pytest.fixture
def file(tmp_path):
    copy = tmp_path / "checklist.toml"
    copy.write_text(SHIPPED.read_text(encoding="utf-8"), encoding="utf-8")
    return copy


def test_it_loads_and_says_what(file, capsys):
    call_command("load_instrument", file)
    call_command("load_instrument", file)

    said = "Connecting People checklist, version 1: 18 items.\n"
    assert capsys.readouterr().out == 2 * said
    assert InstrumentVersion.objects.count() == 1


def test_check_stores_nothing(file):
    call_command("load_instrument", file, "--check", verbosity=0)

    assert not InstrumentVersion.objects.exists()


def test_a_changed_wording_under_the_same_number_is_refused(file):
    call_command("load_instrument", file)
    file.write_text(file.read_text(encoding="utf-8").replace("Rate what", "Rate all"), "utf-8")

    with pytest.raises(CommandError, match="Give the new wording the number 2"):
        call_command("load_instrument", file)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'slug = "x"\nminimum_coverage = 1', "name \\(of x\\) is missing"),
        (b"\xff", "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(file, content, problem):
    file.write_bytes(content)

    with pytest.raises(CommandError, match=problem):
        call_command("load_instrument", file)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_instrument", tmp_path / "nothing.toml")
