"""An invented instrument with an item of every mode, and one of everything else an item may say."""

from fidelity.documents import read_toml

EVERY_MODE = read_toml("""
slug = "every-mode"
name = "Every mode"
notice = "Illustrative, not validated"
guidance = "Say what you saw."
number = 1

[total]
method = "mean"
minimum_coverage = "1/2"
bands = [{name = "Fair", below = 3}, {name = "Good", from = 3}]

[verdict]
met = "Meets"
not_met = "Does not meet"
total_at_least = 2

[[evidence]]
code = "C"
name = "Case notes"

[[domains]]
code = "S"
name = "Scales"
description = "The first part."
examples = "Give examples of what you saw."

[[domains.items]]
code = "ANC"
name = "Anchored"
theme = "A theme"
definition = "From 0 to 2."
minimum = 0
maximum = 2
anchors = ["Not at all.", "", "Fully."]
probes = ["What did you ask?"]
evidence = ["C"]
decision_rules = "If unsure, the lower."
framework = "Section 1."
plain = "Did it happen?"
weight = 2
at_least = 1

[[domains.items]]
code = "AGR"
name = "Agreement"
definition = "The other way round."
mode = "agreement"
minimum = -2
maximum = 2
reversed = true
anchors = ["Strongly disagree.", "", "", "", "Strongly agree."]
not_applicable = "met"
not_applicable_when = "Nobody was asked."

[[domains.items]]
code = "CRI"
name = "Criteria"
definition = "Which are met."
mode = "criteria"
criteria = ["The first", "The second", "The third"]
lookup = [{to = 1, score = 1}, {from = 2, to = 2, score = 3, text = "Most."}, {from = 3, score = 5}]
not_applicable = "excluded"
not_applicable_when = "There was no plan."

[[domains.items]]
code = "NUM"
name = "Number"
definition = "People for each worker."
mode = "number"
decimals = true
greatest = 60
lookup = [{below = 20.5, score = 5}, {from = 20.5, score = 1}]
not_applicable = "lowest"
not_applicable_when = "There are no workers."

[[domains]]
code = "L"
name = "Lists and counts"

[[domains.items]]
code = "GATE"
name = "In a group"
definition = "Was it in a group?"
mode = "checklist"
partly = "not offered"

[[domains.items]]
code = "CHK"
name = "Checklist"
definition = "Was the group ready?"
mode = "checklist"
anchors = ["Nothing was ready.", "Half was ready.", "All was ready."]
only_if = {item = "GATE", is = ["yes"]}

[[domains.items]]
code = "OPT"
name = "Optional"
definition = "Only if you saw it."
minimum = 1
maximum = 3
anchors = ["Low.", "Middle.", "High."]
optional = true

[[domains.items]]
code = "ASK"
name = "Questions"
definition = "How many questions?"
mode = "count"

[[domains.items]]
code = "REF"
name = "Reflections"
definition = "How many reflections?"
mode = "count"

[[ratios]]
code = "RQ"
name = "Reflections to questions"
numerator = ["REF"]
denominator = ["ASK"]

[[ratios]]
code = "SHARE"
name = "Share of reflections"
numerator = ["REF"]
denominator = ["REF", "ASK"]
shown = "percent"
bands = [{name = "Low", below = 40}, {name = "Fair", from = 40}]
""")

# The whole is (2·2 + 2 + 3 + 5 + 0) / 6 = 14/6; the first part 14/5, the second 0/1.
EVERY_ANSWER = {
    "ANC": 2, "AGR": -2, "CRI": 2, "NUM": ("18.5",), "GATE": ("no",), "ASK": 4, "REF": 3,
}  # fmt: skip
