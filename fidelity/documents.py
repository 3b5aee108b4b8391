"""Definitions as documents: read from TOML, kept as JSON, written as either.

Both hold the same keys, so that a file, a stored version and an export say the same. What cannot
be read is refused with every problem in a sentence that names its place. Pure: no Django.
"""

import json
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli_w

from .checking import faults
from .definitions import (
    Band,
    Carroll,
    Condition,
    Domain,
    Evidence,
    Instrument,
    Item,
    Look,
    Method,
    Over,
    Policy,
    Ratio,
    Rule,
    Shown,
    Verdict,
)
from .document_modes import read_mode, write_mode
from .tables import Table, written

# A definition of 200 items with every text filled in is about 400 kB.
LARGEST = 1_000_000  # bytes
TOO_LARGE = "The file is over 1 MB, which no instrument needs."
# Python reads a.b.c… in the square of its parts: 1 MB of them would take half an hour. A text of
# the greatest length has no more full stops than this.
MOST_DOTS = 500  # in a line


class InvalidDefinition(Exception):
    """The definition cannot be used. `problems` says why, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_file(path: Path) -> Instrument:
    """Read and check the instrument in a TOML file. Raises InvalidDefinition."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise InvalidDefinition([TOO_LARGE])
        return read_toml(content.decode("utf-8-sig"))
    except OSError as error:
        raise InvalidDefinition([f"It cannot be read: {error.strerror}."]) from error
    except UnicodeDecodeError as error:
        raise InvalidDefinition(["It is not UTF-8 text."]) from error


def read_toml(text: str) -> Instrument:
    """Read and check one instrument. Raises InvalidDefinition."""
    if len(text) > LARGEST or len(text.encode(errors="replace")) > LARGEST:
        raise InvalidDefinition([TOO_LARGE])
    if any(line.count(".") > MOST_DOTS for line in text.split("\n")):
        raise InvalidDefinition([f"A line has more than {MOST_DOTS} full stops."])
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise InvalidDefinition([f"This is not TOML: {error}."]) from error
    return checked(raw)


def checked(document: dict[str, Any]) -> Instrument:
    """The instrument that the document describes. Raises InvalidDefinition."""
    instrument, problems = looked_at(document)
    if problems:
        raise InvalidDefinition(problems)
    return instrument


def looked_at(document: dict[str, Any]) -> tuple[Instrument, list[str]]:
    """The instrument as far as the document describes one, and what is wrong with it."""
    problems: list[str] = []
    instrument = _instrument(Table(document, "", problems))
    return instrument, problems or faults(instrument)


@lru_cache(maxsize=64)  # a page of a checklist reads its version once or twice; 64 are about 20 MB
def read_json(text: str) -> Instrument:
    """Read what `write_json` wrote of a checked definition."""
    return _instrument(Table(json.loads(text), "", []))


def write_json(instrument: Instrument) -> str:
    return json.dumps(as_document(instrument), ensure_ascii=False, sort_keys=True, default=str)


def write_toml(instrument: Instrument) -> str:
    return toml_of(as_document(instrument))


def toml_of(document: dict[str, Any]) -> str:
    return tomli_w.dumps(document, multiline_strings=True)


def _instrument(table: Table) -> Instrument:
    total = table.table("total", required=True)
    over = total.choice("over", Over, Over.ITEMS)
    rule = _rule(total, None)
    instrument = Instrument(
        slug=table.slug("slug"),
        name=table.text("name", required=True, longest=200),
        number=table.whole("number", 1, least=1, greatest=9999),
        total=rule,
        over=over,
        evidence=tuple(_evidence(t) for t in table.tables("evidence", "Evidence")),
        domains=tuple(_domain(t, rule, table) for t in table.tables("domains", "Domain")),
        ratios=tuple(_ratio(t) for t in table.tables("ratios", "Ratio")),
        verdict=_verdict(table.table("verdict")),
        look=table.choice("look", Look, Look.NUMBERS),
        notice=table.text("notice", longest=200),
        guidance=table.text("guidance"),
        source=table.text("source"),
        licence=table.text("licence", longest=200),
        authored_by=table.text("authored_by", longest=200),
        checked_by=table.text("checked_by", longest=200),
        date_reviewed=table.date("date_reviewed"),
    )
    # For items that do not say their own.
    table.whole("minimum", None)
    table.whole("maximum", None)
    total.close()
    table.close()
    return instrument


def _rule(table: Table, above: Rule | None) -> Rule:
    """A domain's rule is the total's, where it does not say otherwise."""
    coverage = table.exact("minimum_coverage", above.minimum_coverage if above else 1)
    return Rule(
        method=table.choice("method", Method, above.method if above else None) or Method.NONE,
        minimum_coverage=table.share("minimum_coverage", coverage),
        bands=_bands(table),
        places=table.whole("places", above.places if above else 2, least=0, greatest=6),
    )


def _bands(table: Table) -> tuple[Band, ...]:
    bands = []
    for row in table.tables("bands", "band", name="name", inside=True):
        bands.append(
            Band(
                row.text("name", required=True, longest=100), row.exact("from"), row.exact("below")
            )
        )
        row.close()
    return tuple(bands)


def _domain(table: Table, total: Rule, instrument: Table) -> Domain:
    domain = Domain(
        code=table.code("code"),
        name=table.text("name", required=True, longest=200),
        description=table.text("description"),
        rule=_rule(table, total),
        weight=table.exact("weight", 1) or 0,
        examples=table.text("examples", longest=500),
        items=tuple(_item(t, instrument) for t in table.tables("items", "Item")),
    )
    table.close()
    return domain


def _item(table: Table, instrument: Table) -> Item:
    item = Item(
        code=table.code("code"),
        name=table.text("name", required=True, longest=200),
        definition=table.text("definition", required=True),
        mode=read_mode(table, instrument),
        weight=table.exact("weight", 1) or 0,
        not_applicable=table.choice("not_applicable", Policy, Policy.FORBIDDEN),
        not_applicable_when=table.text("not_applicable_when"),
        is_optional=table.flag("optional"),
        only_if=_condition(table.table("only_if")),
        at_least=table.exact("at_least"),
        theme=table.text("theme", longest=200),
        plain=table.text("plain"),
        probes=table.texts("probes"),
        evidence=table.texts("evidence"),
        decision_rules=table.text("decision_rules"),
        carroll=table.choice("carroll", Carroll, None),
        framework=table.text("framework"),
    )
    table.close()
    return item


def _condition(table: Table) -> Condition | None:
    if table.is_absent:
        return None
    condition = Condition(table.text("item", required=True), table.texts("is", required=True))
    table.close()
    return condition


def _evidence(table: Table) -> Evidence:
    evidence = Evidence(table.code("code"), table.text("name", required=True, longest=200))
    table.close()
    return evidence


def _ratio(table: Table) -> Ratio:
    ratio = Ratio(
        code=table.code("code"),
        name=table.text("name", required=True, longest=200),
        numerator=table.texts("numerator", required=True),
        denominator=table.texts("denominator", required=True),
        shown=table.choice("shown", Shown, Shown.RATIO),
        bands=_bands(table),
        places=table.whole("places", 2, least=0, greatest=6),
    )
    table.close()
    return ratio


def _verdict(table: Table) -> Verdict | None:
    if table.is_absent:
        return None
    verdict = Verdict(
        met=table.text("met", required=True, longest=100),
        not_met=table.text("not_met", required=True, longest=100),
        total_at_least=table.exact("total_at_least"),
        each_item_at_least=table.exact("each_item_at_least"),
    )
    table.close()
    return verdict


def as_document(instrument: Instrument) -> dict[str, Any]:
    """The document of the instrument, without what is not said or is as it would be anyway."""
    return written(
        slug=instrument.slug,
        name=instrument.name,
        number=instrument.number,
        notice=instrument.notice,
        guidance=instrument.guidance,
        source=instrument.source,
        licence=instrument.licence,
        authored_by=instrument.authored_by,
        checked_by=instrument.checked_by,
        date_reviewed=instrument.date_reviewed,
        look="" if instrument.look is Look.NUMBERS else instrument.look,
        total={
            **_write_rule(instrument.total, None),
            **written(over="" if instrument.over is Over.ITEMS else instrument.over),
        },
        verdict=instrument.verdict and _write_verdict(instrument.verdict),
        evidence=[written(code=e.code, name=e.name) for e in instrument.evidence],
        domains=[_write_domain(d, instrument.total) for d in instrument.domains],
        ratios=[_write_ratio(ratio) for ratio in instrument.ratios],
    )


def _write_rule(rule: Rule, above: Rule | None) -> dict[str, Any]:
    """The bands of a total are not those of a domain, so they are never left out."""
    return written(
        method="" if above and above.method is rule.method else rule.method,
        minimum_coverage=None
        if above and above.minimum_coverage == rule.minimum_coverage
        else rule.minimum_coverage,
        places=None if rule.places == (above.places if above else 2) else rule.places,
        bands=[_write_band(band) for band in rule.bands],
    )


def _write_band(band: Band) -> dict[str, Any]:
    return written(name=band.name, **{"from": band.start, "below": band.stop})


def _write_verdict(verdict: Verdict) -> dict[str, Any]:
    return written(
        met=verdict.met,
        not_met=verdict.not_met,
        total_at_least=verdict.total_at_least,
        each_item_at_least=verdict.each_item_at_least,
    )


def _write_domain(domain: Domain, total: Rule) -> dict[str, Any]:
    return written(
        code=domain.code,
        name=domain.name,
        description=domain.description,
        weight=None if domain.weight == 1 else domain.weight,
        examples=domain.examples,
        **_write_rule(domain.rule, total),
        items=[_write_item(item) for item in domain.items],
    )


def _write_item(item: Item) -> dict[str, Any]:
    return written(
        code=item.code,
        name=item.name,
        definition=item.definition,
        **write_mode(item.mode),
        weight=None if item.weight == 1 else item.weight,
        not_applicable="" if item.not_applicable is Policy.FORBIDDEN else item.not_applicable,
        not_applicable_when=item.not_applicable_when,
        optional=item.is_optional or None,
        only_if=item.only_if
        and written(item=item.only_if.item, **{"is": list(item.only_if.answers)}),
        at_least=item.at_least,
        theme=item.theme,
        plain=item.plain,
        probes=list(item.probes),
        evidence=list(item.evidence),
        decision_rules=item.decision_rules,
        carroll=item.carroll,
        framework=item.framework,
    )


def _write_ratio(ratio: Ratio) -> dict[str, Any]:
    return written(
        code=ratio.code,
        name=ratio.name,
        numerator=list(ratio.numerator),
        denominator=list(ratio.denominator),
        shown="" if ratio.shown is Shown.RATIO else ratio.shown,
        places=None if ratio.places == 2 else ratio.places,
        bands=[_write_band(band) for band in ratio.bands],
    )
