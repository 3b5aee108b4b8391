"""What keeps a definition from being used, a sentence each that names the place. Pure."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from .definitions import (
    Band,
    Instrument,
    Item,
    Method,
    Over,
    Policy,
    Rule,
    Verdict,
    range_of,
    range_over,
)
from .gaps import gaps
from .modes import (
    Agreement,
    Anchored,
    Checklist,
    Count,
    Criteria,
    Exact,
    Number,
    OffScale,
    Step,
)
from .written_numbers import exactly

# Five times the longest fidelity scale we know of; and what the editor can send at once.
MOST_ITEMS = 250
MOST_WEIGHT = 1000  # a score of more would not fit where it is kept
WEIGHT = f"the weight must be over 0 and at most {MOST_WEIGHT}"


def faults(instrument: Instrument) -> list[str]:
    """Every fault; none means that the instrument can be used."""
    if len(instrument.items) > MOST_ITEMS:
        return [f"The instrument has more than {MOST_ITEMS} items."]
    found = [*_structure(instrument)]
    for item in instrument.items:
        found += [f"Item {item.code}: {fault}." for fault in _of_item(item, instrument)]
    found += _conditions(instrument)
    if found:
        return found  # what follows works out scores, which needs items that hold together
    return [*_rules(instrument), *_ratios(instrument), *_verdict(instrument)]


def _structure(instrument: Instrument) -> Iterator[str]:
    if not instrument.domains:
        yield "The instrument has no domains."
    yield from _repeated("Domain code", [domain.code for domain in instrument.domains])
    yield from _repeated("Domain name", [domain.name for domain in instrument.domains])
    yield from _repeated("Item code", [item.code for item in instrument.items])
    yield from _repeated("Ratio code", [ratio.code for ratio in instrument.ratios])
    yield from _repeated("Evidence code", [evidence.code for evidence in instrument.evidence])
    for domain in instrument.domains:
        if not domain.items:
            yield f"Domain {domain.code} has no items."
        if not 0 < domain.weight <= MOST_WEIGHT:
            yield f"Domain {domain.code}: {WEIGHT}."


def _repeated(what: str, codes: list[str]) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"{what} {code} is used {times} times."


def _of_item(item: Item, instrument: Instrument) -> Iterator[str]:
    if not 0 < item.weight <= MOST_WEIGHT:
        yield WEIGHT
    yield from _of_mode(item)
    yield from _of_not_applicable(item)
    if item.at_least is not None and instrument.verdict is None:
        yield "it has a floor (“at_least”), but the instrument gives no verdict"
    if not all(probe.strip() for probe in item.probes):
        yield "a probe question has no words"
    known = {evidence.code for evidence in instrument.evidence}
    for code, times in Counter(item.evidence).items():
        if code not in known:
            yield f"“{code}” is not among the instrument's evidence codes"
        if times > 1:
            yield f"the evidence code {code} is listed {times} times"


def _of_not_applicable(item: Item) -> Iterator[str]:
    if item.not_applicable is Policy.FORBIDDEN:
        if item.not_applicable_when:
            yield "it says when it is not applicable, but forbids it"
    elif not item.not_applicable_when.strip():
        yield "it may be not applicable, but does not say when"
    elif isinstance(item.mode, Count):
        yield "a count cannot be not applicable: what never happened is 0"


def _of_mode(item: Item) -> Iterator[str]:
    match item.mode:
        case Anchored(minimum, maximum, anchors) | Agreement(minimum, maximum, anchors):
            yield from _of_anchors(minimum, maximum, anchors)
        case Criteria(criteria, lookup):
            yield from _of_criteria(criteria, lookup)
        case Number():
            yield from _ofexactly(item.mode)
        case Checklist(partly, anchors):
            yield from _of_checklist(partly, anchors)


def _of_anchors(minimum: int, maximum: int, anchors: tuple[str, ...]) -> Iterator[str]:
    if not minimum < maximum:
        yield f"the lowest rating, {minimum}, must be under the highest, {maximum}"
        return
    expected = maximum - minimum + 1
    if len(anchors) > expected:
        yield (
            f"anchor {expected + 1} can never be chosen: ratings from {minimum} to {maximum} have "
            f"{expected}"
        )
    elif len(anchors) < expected:
        yield (
            f"{len(anchors)} anchors are given; ratings from {minimum} to {maximum} need "
            f"{expected} (one may be blank)"
        )
    elif not anchors[0].strip() or not anchors[-1].strip():
        yield "the lowest and the highest anchor need words"


def _of_criteria(criteria: tuple[str, ...], lookup: tuple[Step, ...]) -> Iterator[str]:
    for text, times in Counter(criteria).items():
        if not text.strip():
            yield "a criterion has no words"
        elif times > 1:
            yield f"the criterion “{text}” is listed {times} times"
    if _has_decimals(lookup):
        yield "the look-up has decimals, but criteria are counted in whole numbers"
        return
    counts = range(len(criteria) + 1)
    for count in counts:
        steps = [step for step in lookup if step.holds(count)]
        if not steps:
            yield f"nothing is said for {count} {_criteria(count)}"
        elif len(steps) > 1:
            yield f"{len(steps)} scores are given for {count} {_criteria(count)}"
    for step in lookup:
        if not any(step.holds(count) for count in counts):
            yield f"the score of {exactly(step.score)} can never be reached"
    if lookup and len({step.score for step in lookup}) == 1:
        yield "every count gives the same score"


def _criteria(count: int) -> str:
    return "criterion" if count == 1 else "criteria"


def _ofexactly(mode: Number) -> Iterator[str]:
    if mode.greatest is not None and mode.greatest <= mode.least:
        yield "the greatest number must be over the least"
        return
    if not mode.lookup:
        yield "the look-up has no rows"
        return
    if not mode.decimals and _has_decimals(mode.lookup, mode.least, mode.greatest):
        yield "the look-up has decimals, but the item takes whole numbers"
        return
    yield from gaps(mode.lookup, mode.least, mode.greatest, is_whole=not mode.decimals)
    if len({step.score for step in mode.lookup}) == 1:
        yield "every number gives the same score"


def _has_decimals(lookup: tuple[Step, ...], *ends: Exact | None) -> bool:
    ends = (*ends, *(end for step in lookup for end in (step.start, step.stop)))
    return any(Fraction(end).denominator != 1 for end in ends if end is not None)


def _of_checklist(partly: Exact | None, anchors: tuple[str, ...]) -> Iterator[str]:
    if partly is not None and not 0 < partly < 1:
        yield "“partly” must score between 0, for no, and 1, for yes"
    expected = 2 if partly is None else 3
    if anchors and len(anchors) != expected:
        yield f"{len(anchors)} anchors are given; from no to yes it needs {expected}"


def _conditions(instrument: Instrument) -> Iterator[str]:
    for item in instrument.items:
        if item.only_if is None:
            continue
        gate = instrument.by_code.get(item.only_if.item)
        if gate is None:
            yield f"Item {item.code}: it hangs on item {item.only_if.item}, which is not there."
            continue
        if gate.is_optional:
            yield (
                f"Item {item.code}: it hangs on item {gate.code}, which may be left out, so that "
                "nobody could say whether it is asked."
            )
        for answer in item.only_if.answers:
            if not _takes(gate, answer):
                yield (
                    f"Item {item.code}: it is asked where item {gate.code} is “{answer}”, which "
                    f"{gate.code} never is."
                )
        if _comes_round(item, instrument):
            yield f"Item {item.code}: its condition hangs, in the end, on itself."


def _takes(gate: Item, answer: str) -> bool:
    try:
        gate.mode.read(answer)
    except (OffScale, StopIteration):
        return False
    return True


def _comes_round(item: Item, instrument: Instrument) -> bool:
    met: set[str] = set()
    gate: Item | None = item
    while gate is not None and gate.only_if:
        if gate.code in met:
            return gate.code == item.code
        met.add(gate.code)
        gate = instrument.by_code.get(gate.only_if.item)
    return False


def _rules(instrument: Instrument) -> Iterator[str]:
    for domain in instrument.domains:
        place = f"Domain {domain.code}"
        if domain.rule.method is Method.NONE and domain.rule.bands:
            yield f"{place}: it has bands, but no score."
        elif domain.rule.method is not Method.NONE:
            yield from _of_rule(place, domain.rule, domain.scored)
    total = instrument.total
    if total.method is Method.NONE:
        if total.bands:
            yield "The total: it has bands, but no score."
    elif instrument.over is Over.ITEMS:
        yield from _of_rule("The total", total, instrument.scored)
    else:
        yield from _over_domains(instrument)


def _of_rule(place: str, rule: Rule, items: tuple[Item, ...]) -> Iterator[str]:
    if not items:
        yield f"{place}: it has no item to score. Counts are scored through ratios only."
        return
    if rule.method is Method.SUM and rule.minimum_coverage < 1:
        yield (
            f"{place}: it is a sum, which a blank item would make lower, so “minimum_coverage” "
            "must be 1 (100%). For less, take a mean or a percentage."
        )
    if rule.method is Method.PERCENT_OF_MAXIMUM and any(_lowest(item) < 0 for item in items):
        yield (
            f"{place}: a percentage of the maximum needs scores of 0 or more. Take the "
            "range-adjusted percent."
        )
        return
    yield from _bands(place, rule.bands, *range_of(rule.method, items))


def _bands(
    place: str, bands: tuple[Band, ...], lowest: Exact, highest: Exact | None
) -> Iterator[str]:
    yield from _repeated(f"{place}: band", [band.name for band in bands])
    if bands:
        for fault in gaps(bands, lowest, highest, is_whole=False):
            yield f"{place}: {fault}."


def _over_domains(instrument: Instrument) -> Iterator[str]:
    total = instrument.total
    scored = [domain for domain in instrument.domains if domain.rule.method is not Method.NONE]
    if total.method not in (Method.MEAN, Method.SUM):
        yield "The total: over domains, it is a mean or a sum of their scores."
    elif not scored:
        yield "The total: no domain has a score."
    elif len({domain.rule.method for domain in scored}) > 1:
        yield "The total: domains that are scored in different ways have no total."
    elif all(domain.scored for domain in scored):
        yield from _bands("The total", total.bands, *range_over(total.method, scored))


def _lowest(item: Item) -> Exact:
    return item.mode.lowest  # type: ignore[union-attr]


def _ratios(instrument: Instrument) -> Iterator[str]:
    for ratio in instrument.ratios:
        place = f"Ratio {ratio.code}"
        for code in {**dict.fromkeys(ratio.numerator), **dict.fromkeys(ratio.denominator)}:
            item = instrument.by_code.get(code)
            if item is None:
                yield f"{place}: there is no item {code}."
            elif item.is_scored:
                yield f"{place}: item {code} is not a count."
        for part in (ratio.numerator, ratio.denominator):
            yield from _repeated(f"{place}: item", list(part))
        yield from _bands(place, ratio.bands, 0, None)


def _verdict(instrument: Instrument) -> Iterator[str]:
    verdict = instrument.verdict
    if verdict is None:
        return
    floors = [item.at_least for item in instrument.items if item.at_least is not None]
    if verdict.total_at_least is None and verdict.each_item_at_least is None and not floors:
        yield "The verdict: it asks for nothing. Give the total, the items or one item a floor."
    if verdict.met == verdict.not_met:
        yield f"The verdict: met and not met are both called “{verdict.met}”."
    if verdict.total_at_least is not None:
        yield from _of_total_floor(verdict.total_at_least, instrument)
    for item in instrument.items:
        yield from _of_floor(item, instrument, verdict)


def _of_total_floor(floor: Exact, instrument: Instrument) -> Iterator[str]:
    if instrument.total.method is Method.NONE:
        yield "The verdict: it asks for a total, but there is none."
        return
    ends = _range_of_total(instrument)
    if ends and not ends[0] < floor <= ends[1]:
        yield f"The verdict: the total's floor, {exactly(floor)}, {_must_lie(*ends)}."


def _range_of_total(instrument: Instrument) -> tuple[Exact, Exact] | None:
    """None where other faults keep it from being worked out."""
    if any(_rules(instrument)):
        return None
    if instrument.over is Over.ITEMS:
        return range_of(instrument.total.method, instrument.scored)
    scored = [domain for domain in instrument.domains if domain.rule.method is not Method.NONE]
    return range_over(instrument.total.method, scored)


def _of_floor(item: Item, instrument: Instrument, verdict: Verdict) -> Iterator[str]:
    floor = verdict.each_item_at_least if item.at_least is None else item.at_least
    if floor is None:
        return
    if item not in instrument.scored:
        if item.at_least is not None:
            yield f"Item {item.code}: it has a floor, but no score."
        return
    low, high = _lowest(item), item.mode.highest  # type: ignore[union-attr]
    if not low < floor <= high and item.at_least is not None:
        yield f"Item {item.code}: the floor, {exactly(floor)}, {_must_lie(low, high)}."
    elif floor > high:
        yield (
            f"The verdict: item {item.code} can never reach {exactly(floor)}, the floor of each "
            f"item; its highest score is {exactly(high)}. Give it a floor of its own."
        )


def _must_lie(low: Exact, high: Exact) -> str:
    return (
        f"must be over the lowest score, {exactly(low)}, and at most the highest, {exactly(high)}"
    )
