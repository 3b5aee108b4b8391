"""That what docs/training/django-quiz-app-parity.md names is there."""

import re

from tests.test_layout import ROOT

TABLE = (ROOT / "docs" / "training" / "django-quiz-app-parity.md").read_text()
HERE = ROOT / "tests" / "training"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLE.splitlines()
    if line.startswith("| ") and not line.startswith("| its feature")
]


def named_in(cell):
    return re.findall(r"`([\w/]+\.py)::(\w+)`", cell)


def test_each_feature_names_ours_and_a_test():
    assert len(ROWS) > 30
    assert [row for row in ROWS if len(row) != 3 or not row[1] or not named_in(row[2])] == []


def test_each_test_that_is_named_is_there():
    named = {test for row in ROWS for test in named_in(row[2])}
    missing = [
        (file, name)
        for file, name in sorted(named)
        if not (HERE / file).is_file() or f"def {name}(" not in (HERE / file).read_text()
    ]

    assert missing == []
