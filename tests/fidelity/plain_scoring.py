"""Scoring a second time, from the document itself: plain loops, nothing of fidelity's own.

It is written for reading beside docs/scoring.md, not for speed. An answer is text, "" for a blank,
and NA where an item is marked not applicable.
"""

from fractions import Fraction

NA = object()


def score(document, answers):
    """{"total": (value, why, band), "domains": {code: the same}, "ratios": {code: the same},
    "verdict": None or (True, False or None, {(ground, item)}), "answered": four counts}."""
    states = item_states(document, answers)
    scored = [(d, i) for d in document["domains"] for i in scored_items(document, d)]
    if not any(states[i["code"]][0] == "rated" for _, i in scored):
        for code, (state, _) in states.items():
            if state == "na scored":
                states[code] = ("excluded", None)
    domains = {}
    for domain in document["domains"]:
        rule = domain_rule(document, domain)
        domains[domain["code"]] = score_of(document, rule, scored_items(document, domain), states)
    total = total_of(document, [i for _, i in scored], domains, states)
    return {
        "total": total,
        "domains": domains,
        "ratios": {ratio["code"]: ratio_of(ratio, states) for ratio in document.get("ratios", [])},
        "verdict": verdict_of(document, [i for _, i in scored], total, states),
        "answered": counts_of(states.values()),
    }


def number(written):
    return Fraction(str(written))


def items_of(document):
    return [item for domain in document["domains"] for item in domain["items"]]


def domain_rule(document, domain):
    total = document["total"]
    return {
        "method": domain.get("method", total["method"]),
        "minimum_coverage": domain.get("minimum_coverage", total.get("minimum_coverage", 1)),
        "bands": domain.get("bands", []),
    }


def scored_items(document, domain):
    if domain_rule(document, domain)["method"] == "none":
        return []
    return [item for item in domain["items"] if item.get("mode") != "count"]


def points(document, item, answer):
    """What an answer scores."""
    mode = item.get("mode", "anchored")
    if mode == "checklist":
        if answer == "partly":
            return number(item.get("partly", "1/2"))
        return Fraction(["no", "yes"].index(answer))
    if mode in ("criteria", "number"):
        for row in item["lookup"]:
            low = number(row["from"]) if "from" in row else number(answer)
            if "below" in row:
                fits = low <= number(answer) < number(row["below"])
            elif "to" in row:
                fits = low <= number(answer) <= number(row["to"])
            else:
                fits = low <= number(answer)
            if fits:
                return number(row["score"])
    if mode == "agreement" and item.get("reversed"):
        low, high = ends(document, item)
        return Fraction(low + high - int(answer))
    return Fraction(answer)


def ends(document, item):
    whole = {"minimum": document.get("minimum"), "maximum": document.get("maximum")}
    return {**whole, **item}["minimum"], {**whole, **item}["maximum"]


def lowest_and_highest(document, item):
    mode = item.get("mode", "anchored")
    if mode == "checklist":
        return Fraction(0), Fraction(1)
    if mode in ("criteria", "number"):
        every = sorted(number(row["score"]) for row in item["lookup"])
        return every[0], every[-1]
    low, high = ends(document, item)
    return Fraction(low), Fraction(high)


def item_states(document, answers):
    """{code: (state, points)}; a state is rated, na scored, excluded, blank or left out."""
    items = {item["code"]: item for item in items_of(document)}
    return {code: state_of(document, item, items, answers) for code, item in items.items()}


def state_of(document, item, items, answers):
    answer = answers[item["code"]]
    if not asked(item, items, answers):
        return "left out", None
    if answer is NA and item["not_applicable"] == "excluded":
        return "excluded", None
    if answer is NA:
        low, high = lowest_and_highest(document, item)
        return "na scored", low if item["not_applicable"] == "lowest" else high
    if answer == "":
        return ("left out" if item.get("optional") else "blank"), None
    return "rated", points(document, item, answer)


def asked(item, items, answers):
    if "only_if" not in item:
        return True
    gate = items[item["only_if"]["item"]]
    if not asked(gate, items, answers):
        return False
    answer = answers[gate["code"]]
    return answer == "" or answer in item["only_if"]["is"]


def counts_of(states):
    """Rated, applicable, not applicable, asked."""
    names = [state for state, _ in states]
    na_scored, excluded = names.count("na scored"), names.count("excluded")
    rated = names.count("rated") + na_scored
    applicable = rated + names.count("blank")
    return rated, applicable, na_scored + excluded, applicable + excluded


def why_not(counts, minimum):
    rated, applicable, _, _ = counts
    if applicable == 0:
        return "NOTHING_APPLIES"
    if rated == 0:
        return "NOTHING_RATED"
    if Fraction(rated, applicable) < number(minimum):
        return "TOO_FEW_RATED"
    return None


def score_of(document, rule, items, states):
    """(value, why there is none, band, counts)"""
    counts = counts_of([states[item["code"]] for item in items])
    if rule["method"] == "none":
        return None, "NO_RULE", None, counts
    why = why_not(counts, rule.get("minimum_coverage", 1))
    if why:
        return None, why, None, counts
    value = combined(document, rule["method"], items, states)
    return value, None, band(rule.get("bands", []), value), counts


def combined(document, method, items, states):
    rows = []
    for item in items:
        _, score = states[item["code"]]
        if score is not None:
            low, high = lowest_and_highest(document, item)
            rows.append((number(item.get("weight", 1)), score, low, high))
    if method == "sum":
        return sum(w * s for w, s, _, _ in rows)
    if method == "mean":
        return sum(w * s for w, s, _, _ in rows) / sum(w for w, _, _, _ in rows)
    if method == "percent of maximum":
        return 100 * sum(w * s for w, s, _, _ in rows) / sum(w * high for w, _, _, high in rows)
    above = sum(w * (s - low) for w, s, low, _ in rows)
    return 100 * above / sum(w * (high - low) for w, _, low, high in rows)


def band(bands, value):
    for row in bands:
        if "from" in row and value < number(row["from"]):
            continue
        if "below" in row and value >= number(row["below"]):
            continue
        return row["name"]
    return None


def total_of(document, items, domains, states):
    rule = document["total"]
    if rule.get("over", "items") == "items" or rule["method"] == "none":
        return score_of(document, rule, items, states)
    counts = counts_of([states[item["code"]] for item in items])
    why = why_not(counts, rule.get("minimum_coverage", 1))
    above = below = Fraction(0)
    for domain in document["domains"]:
        value, why_none, _, _ = domains[domain["code"]]
        if value is not None:
            weight = number(domain.get("weight", 1))
            above += weight * value
            below += weight
        elif why_none not in ("NO_RULE", "NOTHING_APPLIES"):
            why = why or "DOMAIN_NOT_SCORABLE"
    if why:
        return None, why, None, counts
    value = above if rule["method"] == "sum" else above / below
    return value, None, band(rule.get("bands", []), value), counts


def ratio_of(ratio, states):
    """(value, why there is none, band)"""
    counts = {code: states[code][1] for code in ratio["numerator"] + ratio["denominator"]}
    if any(count is None for count in counts.values()):
        return None, "COUNT_MISSING", None
    below = sum(counts[code] for code in ratio["denominator"])
    if below == 0:
        return None, "NOT_DEFINED", None
    value = sum(counts[code] for code in ratio["numerator"]) / below
    if ratio.get("shown") == "percent":
        value *= 100
    return value, None, band(ratio.get("bands", []), value)


def verdict_of(document, items, total, states):
    """None, or whether it is met (None: undecided) and the {(ground, item)} that decide."""
    verdict = document.get("verdict")
    if verdict is None:
        return None
    broken, missing, reached = set(), set(), set()
    if "total_at_least" in verdict:
        if total[0] is None:
            missing.add(("TOTAL_NOT_SCORABLE", ""))
        elif total[0] < number(verdict["total_at_least"]):
            broken.add(("TOTAL_TOO_LOW", ""))
        else:
            reached.add(("TOTAL_REACHED", ""))
    for item in items:
        floor = item.get("at_least", verdict.get("each_item_at_least"))
        state, score = states[item["code"]]
        if floor is None:
            continue
        if state == "blank":
            missing.add(("ITEM_MISSING", item["code"]))
        elif score is not None and score < number(floor):
            broken.add(("ITEM_TOO_LOW", item["code"]))
        elif score is not None:
            reached.add(("ITEMS_REACHED", ""))
    if broken:
        return False, broken
    if missing:
        return None, missing
    return (True, reached) if reached else (None, {("NOTHING_APPLIES", "")})
