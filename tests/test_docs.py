"""That the documents say what is so."""

import ast
import re

import pytest

from demo.accounts import ACCOUNTS, PASSWORD

from .test_layout import ROOT, tracked

README = (ROOT / "README.md").read_text()
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
WORDS_ON_A_PAGE = 400


def name(file):
    return str(file.relative_to(ROOT))


@pytest.fixture(scope="module")
def in_repository():
    """Its files, and the folders they are in."""
    files = tracked()
    folders = {folder for file in files for folder in file.parents}
    return {*files, *(folder for folder in folders if folder.is_relative_to(ROOT))}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_and_pictures_lead_to_something_in_the_repository(document, in_repository):
    targets = re.findall(r"\]\(([^)\s]+)\)", document.read_text())
    inside = [t.split("#")[0] for t in targets if not re.match(r"https?:|mailto:|#", t)]

    assert [t for t in inside if (document.parent / t).resolve() not in in_repository] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_pictures_are_described(document):
    described = re.findall(r"!\[([^\]]*)\]", document.read_text())

    assert [words for words in described if len(words) < 20] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_files_named_in_passing_exist(document, in_repository):
    named = re.findall(r"`([\w.-]+/[\w./-]+\.(?:py|html|js|toml|md))`", document.read_text())

    assert [file for file in named if ROOT / file not in in_repository] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_make_targets_exist(document):
    targets = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    commands = re.findall(r"(?:^|`|=\S+ )make ([^`\n]+)", document.read_text(), re.MULTILINE)
    named = {target for command in commands for target in command.split()}

    assert named - targets == set()


def test_the_readme_has_two_commands():
    how_to_run = README.split("\n## Run it\n")[1].split("\n## ")[0]

    assert re.findall(r"```\n(.*?)\n```", how_to_run, re.DOTALL) == ["make run", "make test"]


def test_the_readme_has_the_demonstrations_sign_ins():
    rows = re.findall(r"^\| ([\w -]+) \| `(\S+@\S+)` \|", README, re.MULTILINE)

    assert rows == [(str(role.label), email) for role, email in ACCOUNTS]
    assert f"`{PASSWORD}`" in README


@pytest.mark.parametrize("decision", DECISIONS, ids=name)
def test_a_decision_has_four_parts_and_fits_on_a_page(decision):
    text = decision.read_text()
    number = int(decision.name[:4])

    assert text.startswith(f"# {number}. ")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Status", "Context", "Decision", "Consequences"]
    assert len(text.split()) < WORDS_ON_A_PAGE


def test_decisions_are_numbered_in_a_row():
    numbers = [int(decision.name[:4]) for decision in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def read_by(file):
    """The environment variables that a Python file asks for."""
    text = (ROOT / file).read_text()
    asked = set(re.findall(r"environ(?:\.get\(|\[)[\"'](\w+)", text))
    return asked | ({"DATABASE_URL"} if "dj_database_url.config(" in text else set())


def test_operations_lists_the_settings_that_are_read():
    operations = (ROOT / "docs" / "operations.md").read_text()
    listed = re.findall(r"^\| `([A-Z_]+)` \|", operations, re.MULTILINE)

    assert sorted(listed) == sorted(read_by("site/config/settings.py"))
    assert [n for n in read_by("gunicorn.conf.py") if f"`{n}`" not in operations] == []


def test_the_settings_own_list_names_only_what_is_read():
    explained = ast.get_docstring(ast.parse((ROOT / "site/config/settings.py").read_text()))
    listed = re.findall(r"^([A-Z_]+)(?:=1)? {2,}", explained, re.MULTILINE)

    assert listed
    assert set(listed) - read_by("site/config/settings.py") == set()


def test_the_glossary_is_in_alphabetical_order():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    words = re.findall(r"^\*\*(.+?)\.\*\*", glossary, re.MULTILINE)

    assert words
    assert words == sorted(set(words), key=str.casefold)
