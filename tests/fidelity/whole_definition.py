"""A definition in which every key there is says something, as text and as it is read."""

import datetime
from fractions import Fraction

from fidelity import definitions as d
from fidelity.modes import Agreement, Anchored, Checklist, Count, Criteria, Number, Step

# Every key there is.
WHOLE = """
slug = "small-one"
name = "Small"
number = 2
notice = "Illustrative, not validated"
guidance = "Rate what is done."
source = "Ours."
licence = "CC BY 4.0"
authored_by = "A."
checked_by = "B."
date_reviewed = 2026-11-23
look = "faces"
minimum = 1
maximum = 3

[total]
method = "mean"
over = "domains"
minimum_coverage = "4/5"
places = 1
bands = [{ name = "Low", below = 2.5 }, { name = "High", from = "5/2" }]

[verdict]
met = "Met"
not_met = "Not met"
total_at_least = 2
each_item_at_least = 0.5

[[evidence]]
code = "C"
name = "Case notes"

[[domains]]
code = "A"
name = "First"
description = "About the first."
weight = 2
examples = "What you have seen."

[[domains.items]]
code = "A1"
name = "One"
definition = "What to look for."
anchors = ["Never.", "", "Always."]
weight = "1/3"
not_applicable = "excluded"
not_applicable_when = "Nobody wanted it."
optional = true
only_if = { item = "B1", is = ["yes", "partly"] }
at_least = 2
theme = "A theme"
plain = "In plain English."
probes = ["What happened?"]
evidence = ["C"]
decision_rules = "Half counts as no."
carroll = "quality"
framework = "Part 2."

[[domains.items]]
code = "A2"
name = "Two"
definition = "What to look for."
mode = "agreement"
minimum = -1
maximum = 1
anchors = ["No.", "", "Yes."]
reversed = true

[[domains]]
code = "B"
name = "Second"
method = "none"
minimum_coverage = 1
places = 3

[[domains.items]]
code = "B1"
name = "Three"
definition = "What to look for."
mode = "checklist"
partly = "1/3"
anchors = ["No.", "Partly.", "Yes."]

[[domains.items]]
code = "B2"
name = "Four"
definition = "What to look for."
mode = "criteria"
criteria = ["First.", "Second."]
lookup = [{ to = 1, score = 1, text = "Few." }, { from = 2, to = 2, score = 3 }]

[[domains.items]]
code = "B3"
name = "Five"
definition = "What to look for."
mode = "number"
decimals = true
least = 0.5
greatest = 24
lookup = [{ below = 2.5, score = 1 }, { from = 2.5, score = 2 }]

[[domains.items]]
code = "B4"
name = "Six"
definition = "What to look for."
mode = "count"

[[ratios]]
code = "R"
name = "Ratio"
numerator = ["B4"]
denominator = ["B4"]
shown = "percent"
places = 0
bands = [{ name = "All" }]
"""


def looking(code, name, mode, **keys):
    return d.Item(code=code, name=name, definition="What to look for.", mode=mode, **keys)


READ = d.Instrument(
    slug="small-one",
    name="Small",
    number=2,
    notice="Illustrative, not validated",
    guidance="Rate what is done.",
    source="Ours.",
    licence="CC BY 4.0",
    authored_by="A.",
    checked_by="B.",
    date_reviewed=datetime.date(2026, 11, 23),
    look=d.Look.FACES,
    over=d.Over.DOMAINS,
    total=d.Rule(
        d.Method.MEAN,
        Fraction(4, 5),
        (d.Band("Low", None, Fraction(5, 2)), d.Band("High", Fraction(5, 2))),
        places=1,
    ),
    verdict=d.Verdict("Met", "Not met", total_at_least=2, each_item_at_least=Fraction(1, 2)),
    evidence=(d.Evidence("C", "Case notes"),),
    domains=(
        d.Domain(
            code="A",
            name="First",
            description="About the first.",
            weight=2,
            examples="What you have seen.",
            rule=d.Rule(d.Method.MEAN, Fraction(4, 5), places=1),
            items=(
                looking(
                    "A1",
                    "One",
                    Anchored(1, 3, ("Never.", "", "Always.")),
                    weight=Fraction(1, 3),
                    not_applicable=d.Policy.EXCLUDED,
                    not_applicable_when="Nobody wanted it.",
                    is_optional=True,
                    only_if=d.Condition("B1", ("yes", "partly")),
                    at_least=2,
                    theme="A theme",
                    plain="In plain English.",
                    probes=("What happened?",),
                    evidence=("C",),
                    decision_rules="Half counts as no.",
                    carroll=d.Carroll.QUALITY,
                    framework="Part 2.",
                ),
                looking("A2", "Two", Agreement(-1, 1, ("No.", "", "Yes."), is_reversed=True)),
            ),
        ),
        d.Domain(
            code="B",
            name="Second",
            rule=d.Rule(d.Method.NONE, Fraction(1), places=3),
            items=(
                looking("B1", "Three", Checklist(Fraction(1, 3), ("No.", "Partly.", "Yes."))),
                looking(
                    "B2",
                    "Four",
                    Criteria(("First.", "Second."), (Step(None, 2, 1, "Few."), Step(2, 3, 3))),
                ),
                looking(
                    "B3",
                    "Five",
                    Number(
                        (Step(None, Fraction(5, 2), 1), Step(Fraction(5, 2), None, 2)),
                        least=Fraction(1, 2),
                        greatest=24,
                        decimals=True,
                    ),
                ),
                looking("B4", "Six", Count()),
            ),
        ),
    ),
    ratios=(
        d.Ratio(
            "R", "Ratio", ("B4",), ("B4",), shown=d.Shown.PERCENT, bands=(d.Band("All"),), places=0
        ),
    ),
)  # fmt: skip


def with_change(old, new):
    assert WHOLE.count(old) == 1
    return WHOLE.replace(old, new)
