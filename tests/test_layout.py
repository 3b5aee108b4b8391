"""The repository's own shape, as docs/architecture.md tells it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK_FILES = {"package-lock.json", "requirements.txt", "requirements-dev.txt"}
# The frame of every page: drawn from who is signed in and what the site's menu holds.
USES_THE_WHOLE_CONTEXT = {"components/header.html", "components/footer.html"}


def tracked():
    """The files that are in the repository or about to be; not what git ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [file for file in files if file.is_file()]


def texts():
    """Each tracked text file's name, and its text."""
    for file in tracked():
        try:
            yield str(file.relative_to(ROOT)), file.read_text()
        except UnicodeDecodeError:
            continue


def templates():
    return [(name, text) for name, text in texts() if name.startswith("templates/")]


def test_site_is_not_a_package():
    """With an __init__.py it would hide the standard library's `site` from debuggers."""
    assert not (ROOT / "site" / "__init__.py").exists()
    code = "import site, django; print(site.__file__)"
    python = [sys.executable, "-X", "frozen_modules=off", "-c", code]

    found = subprocess.run(
        python, cwd=ROOT, env={"PYTHONPATH": "."}, capture_output=True, text=True
    )

    assert found.returncode == 0
    assert str(ROOT / "site") not in found.stdout


def test_no_file_is_longer_than_400_lines():
    """But those that programs write: locks and migrations."""
    written = {n: t for n, t in texts() if n not in LOCK_FILES and "/migrations/" not in n}

    assert [name for name, text in written.items() if text.count("\n") > 400] == []


def test_files_are_named_for_what_they_hold():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "core"}

    assert [f for f in tracked() if drawers & {part.split(".")[0] for part in f.parts[-3:]}] == []


def test_templates_are_in_one_folder():
    outside = [name for name, _ in texts() if "/templates/" in name]

    assert outside == []


@pytest.mark.parametrize(
    "address",
    [
        # Written in pieces, so that this file does not hold what it forbids.
        "/" + r"(work|root|home|Users)" + "/",
        "https?://" + r"[^\s\"']*(pypi|pythonhosted|npmjs|registry)\.",
    ],
    ids=["a path of somebody's machine", "a package registry"],
)
def test_no_file_names(address):
    assert [name for name, text in texts() if re.search(address, text)] == []


@pytest.mark.parametrize(
    "inline",
    [r"\sstyle=[\"']", r"<script(?![^>]*\ssrc=)", r"<style", r"\son[a-z]+=[\"']"],
    ids=["style attribute", "script", "style sheet", "event handler"],
)
def test_no_template_holds_what_the_policy_refuses_inline(inline):
    assert [name for name, text in templates() if re.search(inline, text)] == []


def test_components_are_given_just_what_they_need():
    include = re.compile(r"{% include \"(components/[^\"]+)\"(.*?)%}")
    loose = [
        (name, component)
        for name, text in templates()
        for component, given in include.findall(text)
        if not given.endswith(" only ") and component not in USES_THE_WHOLE_CONTEXT
    ]

    assert loose == []


def test_components_begin_by_listing_what_they_need():
    components = [(n, t) for n, t in templates() if n.startswith("templates/components/")]

    assert components
    assert [name for name, text in components if not text.startswith("{# ")] == []
