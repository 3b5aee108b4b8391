"""manage.py load_instrument and export_instrument: the doors for those who write instruments."""

import pytest
from django.core.management import CommandError, call_command

from fidelity import documents
from fidelity.models import InstrumentVersion

from .instruments import STRUCTURES, document, domain, item, structure


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "checklist.toml"
    said = document(domain("A", item("A1"), item("A2")), guidance="Rate what was done.")
    path.write_text(documents.write_toml(documents.checked(said)), encoding="utf-8")
    return path


def test_it_loads_and_says_what(file, capsys):
    call_command("load_instrument", file)
    call_command("load_instrument", file)

    assert capsys.readouterr().out == 2 * "Small, version 1: 2 items.\n"
    assert InstrumentVersion.objects.count() == 1


def test_check_stores_nothing(file, capsys):
    call_command("load_instrument", file, "--check")

    assert capsys.readouterr().out == "Small, version 1: 2 items.\n"
    assert not InstrumentVersion.objects.exists()


def test_a_changed_wording_under_the_same_number_is_refused(file):
    call_command("load_instrument", file)
    file.write_text(file.read_text(encoding="utf-8").replace("Rate what", "Rate all"), "utf-8")

    with pytest.raises(CommandError, match="Give the new wording the number 2"):
        call_command("load_instrument", file)


@pytest.mark.parametrize("options", [[], ["--check"]])
def test_every_fault_is_told_with_the_files_name(file, options):
    text = file.read_text(encoding="utf-8").replace('code = "A2"', 'code = "A1"')
    file.write_text(text.replace("maximum = 5", "maximum = 6", 1), encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        call_command("load_instrument", file, *options)

    lines = str(refused.value).split("\n")
    assert lines[0] == f"{file}:"
    assert "Item code A1 is used 2 times." in lines
    assert any(line.startswith("Item A1: 5 anchors are given") for line in lines)
    assert not InstrumentVersion.objects.exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"x =", "This is not TOML"),
        (b"", "“slug” is missing"),
        (b"\xff", "It is not UTF-8 text"),
        (b"# \0", "This is not TOML"),
        (b"#" * 1_000_001, "The file is over 1 MB"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(file, content, problem):
    file.write_bytes(content)

    with pytest.raises(CommandError, match=problem):
        call_command("load_instrument", file)


def test_a_byte_order_mark_is_no_fault(file, capsys):
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())

    call_command("load_instrument", file, "--check")

    assert capsys.readouterr().out == "Small, version 1: 2 items.\n"


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="It cannot be read: No such file"):
        call_command("load_instrument", tmp_path / "nothing.toml")


def test_what_is_exported_loads_as_the_same(file, capsys):
    call_command("load_instrument", file)
    capsys.readouterr()

    call_command("export_instrument", "small")

    exported = documents.read_toml(capsys.readouterr().out)
    assert exported == documents.read_file(file)


def test_the_newest_version_is_exported_or_the_one_named(file, capsys):
    text = file.read_text(encoding="utf-8")
    for number in (2, 1):
        file.write_text(text.replace("number = 1", f"number = {number}"), encoding="utf-8")
        call_command("load_instrument", file)
    capsys.readouterr()

    call_command("export_instrument", "small")
    assert "\nnumber = 2\n" in capsys.readouterr().out
    call_command("export_instrument", "small", "1")
    assert "\nnumber = 1\n" in capsys.readouterr().out


def test_what_is_not_there_cannot_be_exported(file):
    call_command("load_instrument", file)

    with pytest.raises(CommandError, match="There is no instrument large"):
        call_command("export_instrument", "large")
    with pytest.raises(CommandError, match="There is no instrument small, version 7"):
        call_command("export_instrument", "small", "7")


@pytest.mark.parametrize("name", sorted(path.stem for path in STRUCTURES.glob("*.toml")))
def test_every_kind_of_instrument_comes_back_as_it_went(name, tmp_path, capsys):
    there, back = tmp_path / "there.toml", tmp_path / "back.toml"
    definition = structure(name)
    there.write_text(documents.write_toml(definition), encoding="utf-8")
    call_command("load_instrument", there)
    capsys.readouterr()

    call_command("export_instrument", definition.slug)
    back.write_text(capsys.readouterr().out, encoding="utf-8")

    assert documents.read_file(back) == definition
    call_command("load_instrument", back)
