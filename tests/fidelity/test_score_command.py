"""manage.py score: for researchers, without the database."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import fidelity
from fidelity import documents

from .instruments import MAY_BE_EXCLUDED, document, domain, item

MANAGE = Path(fidelity.__file__).parents[1] / "manage.py"
BANDS = [{"name": "Low", "below": 4}, {"name": "High", "from": 4}]
COUNTS = [item("CR", mode="count"), item("SR", mode="count")]
INSTRUMENT = document(
    domain("A", item("A1", at_least=2), item("A2", **MAY_BE_EXCLUDED), item("A3")),
    domain("C", *COUNTS, method="none"),
    total={"bands": BANDS, "minimum_coverage": "2/3"},
    verdict={"met": "Passed", "not_met": "Not passed", "total_at_least": 3},
    ratios=[
        {
            "code": "R",
            "name": "Share",
            "numerator": ["CR"],
            "denominator": ["CR", "SR"],
            "shown": "percent",
        },
    ],
    notice="Illustrative, not validated",
)
RATINGS = """assessment,item,value,na_reason
a,A1,5,
a,A2,,Nobody wanted it.
a,A3,4,
a,CR,3,
a,SR,1,
b,A1,1,
b,A2,5,
b,A3,5,
b,CR,0,
b,SR,0,
c,A1,4,
"""


@pytest.fixture
def instrument(tmp_path):
    path = tmp_path / "small.toml"
    text = documents.write_toml(documents.checked(INSTRUMENT))
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def ratings(tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_text(RATINGS, encoding="utf-8")
    return path


def test_people_read_scores_with_their_reasons(instrument, ratings, capsys):
    call_command("score", instrument, ratings)

    assert capsys.readouterr().out == READ


READ = """\
Small, version 1
Illustrative, not validated

Assessment a
  Total: 4.50 (exactly 9/2), High. 2 of 2 rated (100.0%), 1 of 3 not applicable (33.3%).
  Domain A: 4.50 (exactly 9/2). 2 of 2 rated (100.0%), 1 of 3 not applicable (33.3%).
  Domain C: Not scored: the instrument has no rule for it.
  Share: 75.00% (exactly 75).
  Verdict: Passed. The total is 4.5; it must be at least 3. Every item scores what it must.

Assessment b
  Total: 3.67 (exactly 11/3), Low. 3 of 3 rated (100.0%), 0 of 3 not applicable (0.0%).
  Domain A: 3.67 (exactly 11/3). 3 of 3 rated (100.0%), 0 of 3 not applicable (0.0%).
  Domain C: Not scored: the instrument has no rule for it.
  Share: Not defined: CR + SR is 0.
  Verdict: Not passed. Item A1 scores 1, but must score at least 2.

Assessment c
  Total: Not scorable: 1 of 3 items rated; it takes 2. 1 of 3 rated (33.3%), 0 of 3 not applicable (0.0%).
  Domain A: Not scorable: 1 of 3 items rated; it takes 2. 1 of 3 rated (33.3%), 0 of 3 not applicable (0.0%).
  Domain C: Not scored: the instrument has no rule for it.
  Share: Not scorable: nothing is counted for CR and SR.
  Verdict: cannot be decided. The total must be at least 3, but has no score.

3 assessments.
"""  # noqa: E501 - lines as they are printed


def test_programs_read_one_object_a_line(instrument, ratings, capsys):
    call_command("score", instrument, ratings, "--json")

    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    everything = {
        "coverage": "1", "rated": 2, "applicable": 2,
        "na_share": "1/3", "not_applicable": 1, "asked": 3,
    }  # fmt: skip
    nothing = {
        "coverage": "0", "rated": 0, "applicable": 0,
        "na_share": "0", "not_applicable": 0, "asked": 0,
    }  # fmt: skip
    no_value = {"exact": None, "decimal": None, "shown": None, "band": None}
    score = {"exact": "9/2", "decimal": 4.5, "shown": "4.50", "why_not": None}
    no_rule = "Not scored: the instrument has no rule for it."
    assert first == {
        "assessment": "a",
        "instrument": "small",
        "version": 1,
        "notice": "Illustrative, not validated",
        "total": {**score, "band": "High", **everything},
        "domains": [
            {"code": "A", "name": "Domain A", **score, "band": None, **everything},
            {"code": "C", "name": "Domain C", **no_value, "why_not": no_rule, **nothing},
        ],
        "ratios": [
            {
                "code": "R",
                "name": "Share",
                "exact": "75",
                "decimal": 75.0,
                "shown": "75.00",
                "band": None,
                "why_not": None,
            }
        ],
        "verdict": {
            "is_met": True,
            "words": "Passed",
            "reasons": [
                "The total is 4.5; it must be at least 3.",
                "Every item scores what it must.",
            ],
        },
        "items": {"A1": "5", "A2": None, "A3": "4", "CR": "3", "SR": "1"},
    }
    assert second["verdict"]["is_met"] is False
    assert second["ratios"][0]["why_not"] == "Not defined: CR + SR is 0."
    assert third["total"]["why_not"] == "Not scorable: 1 of 3 items rated; it takes 2."
    assert third["verdict"]["is_met"] is None
    assert third["verdict"]["words"] is None


def test_an_instrument_without_a_verdict_gives_none(instrument, ratings, capsys):
    said = {**INSTRUMENT, "domains": [domain("A", item("A1"))], "ratios": []}
    del said["verdict"], said["notice"]
    instrument.write_text(documents.write_toml(documents.checked(said)), encoding="utf-8")
    ratings.write_text("assessment,item,value,na_reason\na,A1,4,\n", encoding="utf-8")

    call_command("score", instrument, ratings, "--json")
    call_command("score", instrument, ratings)

    line, text = capsys.readouterr().out.split("\n", 1)
    assert json.loads(line)["verdict"] is None
    assert text.startswith("Small, version 1\n\nAssessment a\n")
    assert "Verdict" not in text
    assert text.endswith("\n1 assessment.\n")


def test_a_wrong_row_keeps_every_score_back(instrument, ratings, capsys):
    ratings.write_text(RATINGS + "d,A1,6,\n", encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        call_command("score", instrument, ratings)

    assert str(refused.value) == (
        "Nothing is scored.\nLine 13: Item A1: “6” is not a whole number from 1 to 5."
    )
    assert capsys.readouterr().out == ""


def test_ratings_may_come_from_the_standard_input(instrument, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RATINGS.encode())))

    call_command("score", instrument, "-")

    assert capsys.readouterr().out.endswith("3 assessments.\n")


def test_a_file_that_is_not_there_is_told(instrument, ratings, tmp_path):
    with pytest.raises(CommandError, match=r"no\.csv: It cannot be read: No such file"):
        call_command("score", instrument, tmp_path / "no.csv")
    with pytest.raises(CommandError, match=r"no\.toml:\nIt cannot be read: No such file"):
        call_command("score", tmp_path / "no.toml", ratings)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'name = "\xff"', "It is not UTF-8 text."),
        (b"x = 1\n" * 200_000, "The file is over 1 MB, which no instrument needs."),
        (b'slug = "x"', "“name” is missing"),
    ],
)
def test_an_instrument_that_cannot_be_used_is_told(instrument, ratings, content, problem):
    instrument.write_bytes(content)

    with pytest.raises(CommandError, match=problem):
        call_command("score", instrument, ratings)


def test_conditions_that_go_round_are_refused(instrument, ratings):
    text = instrument.read_text(encoding="utf-8")
    loop = 'code = "A3"\nonly_if = { item = "A3", is = ["1"] }'
    instrument.write_text(text.replace('code = "A3"', loop), encoding="utf-8")

    with pytest.raises(CommandError, match="Item A3: its condition hangs, in the end, on itself"):
        call_command("score", instrument, ratings)


def test_it_needs_no_database(instrument, ratings, tmp_path):
    """From outside, with a database that is not there. The exit status says how it went."""
    env = {**os.environ, "DATABASE_URL": "postgres://localhost:1/none", "DATA_DIR": str(tmp_path)}
    command = [sys.executable, MANAGE, "score", instrument, ratings]
    env.pop("DJANGO_SETTINGS_MODULE", None)

    good = subprocess.run(command, env=env, capture_output=True, text=True)
    ratings.write_text("", encoding="utf-8")
    bad = subprocess.run(command, env=env, capture_output=True, text=True)

    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.endswith("3 assessments.\n")
    assert (bad.returncode, bad.stdout) == (1, "")
    assert "Line 1: The file is empty." in bad.stderr


def test_whoever_reads_may_stop(instrument, ratings):
    """As with `| head`. More is printed than a pipe holds."""
    rows = "".join(f"a{number},A1,4,\n" for number in range(2000))
    ratings.write_text(f"assessment,item,value,na_reason\n{rows}", encoding="utf-8")
    command = [sys.executable, MANAGE, "score", instrument, ratings]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"Small, version 1\n"
        process.stdout.close()
        said = process.stderr.read()

    assert (process.returncode, said) == (0, b"")
