"""Instruments for the tests of the sums: small ones made on the spot, and the structures of
published ones."""

from pathlib import Path

import pytest

from fidelity import documents, scoring

STRUCTURES = Path(__file__).parent / "structures"
FIVE = ["Never.", "", "Half the time.", "", "Always."]
MAY_BE_EXCLUDED = {"not_applicable": "excluded", "not_applicable_when": "Nobody wanted it."}


def structure(name):
    return documents.read_toml((STRUCTURES / f"{name}.toml").read_text(encoding="utf-8"))


def item(code, **keys):
    """Rated from 1 to 5, where `keys` do not say otherwise."""
    own = {} if "mode" in keys or "anchors" in keys else {"anchors": FIVE}
    return {"code": code, "name": f"Item {code}", "definition": "What to look for.", **own, **keys}


def domain(code, *items, **keys):
    return {"code": code, "name": f"Domain {code}", "items": list(items), **keys}


def document(*domains, method="mean", total=None, **keys):
    return {
        "slug": "small",
        "name": "Small",
        "minimum": 1,
        "maximum": 5,
        "total": {"method": method, **(total or {})},
        "domains": list(domains),
        **keys,
    }


def make(*domains, method="mean", total=None, **keys):
    return documents.checked(document(*domains, method=method, total=total, **keys))


def problems_of(*domains, **keys):
    """What is said of an instrument that is refused."""
    with pytest.raises(documents.InvalidDefinition) as refused:
        make(*domains, **keys)
    return refused.value.problems


def rows_of(keys, rows):
    """A table of each row; None: it does not say that."""
    return [
        {key: value for key, value in zip(keys, row, strict=True) if value is not None}
        for row in rows
    ]


def pool(number, *, method="mean", total=None, **keys):
    """So many items alike, A1 on, in one domain."""
    items = [item(f"A{n}", **keys) for n in range(1, number + 1)]
    return make(domain("A", *items), method=method, total=total)


def not_applicable(reason="Nobody wanted it."):
    return scoring.NotApplicable(reason)


def answers(instrument, values):
    """One for each item, in order."""
    return dict(zip(instrument.by_code, values, strict=True))


def scored(instrument, *values):
    return scoring.score(instrument, answers(instrument, values))
