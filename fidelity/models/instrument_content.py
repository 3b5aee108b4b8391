"""Between what the builder keeps of an instrument and its document (fidelity/documents.py).

`document_of` gives the document of a draft, finished or not, and `fields_of` the fields of a draft
that says what a document says. A checked definition that goes through both comes back the same.
"""

import json
import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from django.utils.text import slugify

from ..definitions import Look, Method, Over, Policy, Shown
from ..document_modes import NO_PARTLY
from ..tables import written

# Fields of a draft that are keys of a document too, by the same name.
PLAIN = (
    "name", "notice", "guidance", "source", "licence", "authored_by", "checked_by",
    "date_reviewed",
)  # fmt: skip
VERDICT = ("met", "not_met", "total_at_least", "each_item_at_least")
# The same of items.
TEXTS = (
    "code", "name", "definition", "weight", "at_least", "not_applicable", "not_applicable_when",
    "theme", "decision_rules", "plain", "carroll", "framework",
)  # fmt: skip


def document_of(draft: Any) -> dict[str, Any]:
    """The document of a draft. What is blank is not said."""
    return written(
        slug=draft.instrument.slug if draft.instrument else draft.slug or _slug(draft.name),
        number=draft.number,
        **{key: getattr(draft, key) for key in PLAIN},
        look=draft.look,
        total=written(
            method=draft.method,
            over=draft.over,
            minimum_coverage=_share(draft.minimum_coverage),
            places=draft.places,
            bands=[_band(block.value) for block in draft.bands],
        ),
        verdict=written(**{key: getattr(draft, key) for key in VERDICT}),
        evidence=[
            written(code=block.value["code"], name=block.value["name"]) for block in draft.evidence
        ],
        domains=[_domain(block.value) for block in draft.domains],
        ratios=[_ratio(block.value) for block in draft.ratios],
    )


def fields_of(document: dict[str, Any]) -> dict[str, Any]:
    """The fields of a draft that says what the document says; whose instrument, it does not."""
    total, verdict = document["total"], document.get("verdict", {})
    return {
        **{key: document.get(key, "") for key in PLAIN if key != "date_reviewed"},
        "date_reviewed": document.get("date_reviewed"),
        "slug": document["slug"],
        "number": document["number"],
        "look": document.get("look", Look.NUMBERS),
        "method": total.get("method", Method.NONE),
        "over": total.get("over", Over.ITEMS),
        "minimum_coverage": _percent(total.get("minimum_coverage", "")),
        "places": total.get("places", 2),
        **{key: str(verdict.get(key, "")) for key in VERDICT},
        "bands": _stream("band", map(_band_value, total.get("bands", []))),
        "evidence": _stream("evidence", document.get("evidence", [])),
        "domains": _stream("domain", map(_domain_value, document["domains"])),
        "ratios": _stream("ratio", map(_ratio_value, document.get("ratios", []))),
    }


def _slug(name: str) -> str:
    return slugify(name)[:50].strip("-").replace("_", "-")


def give_codes(domains: Any) -> None:
    """Give each domain and item without a code one of its own: Worker is W, its items W1, W2."""
    taken = _codes_taken(domains)
    for block in domains:
        if not block.value["code"]:
            block.value["code"] = _domain_code(block.value["name"], taken)
            taken.add(block.value["code"])
    items = [item for block in domains for item in block.value["items"]]
    taken = _codes_taken(items)
    for block in domains:
        for item in block.value["items"]:
            if not item.value["code"]:
                item.value["code"] = _numbered(block.value["code"], taken)
                taken.add(item.value["code"])


def _codes_taken(blocks: Iterable[Any]) -> set[str]:
    """A block that was duplicated has the code of the one above: it is left without."""
    taken: set[str] = set()
    for block in blocks:
        if block.value["code"] in taken:
            block.value["code"] = ""
        taken.add(block.value["code"])
    return taken


def _domain_code(name: str, taken: set[str]) -> str:
    """The first letters of its name: as few as tell it from the others."""
    letters = re.sub(r"[^A-Z]", "", name.upper())[:4]
    shorter = (letters[:length] for length in range(1, len(letters) + 1))
    return next((code for code in shorter if code not in taken), None) or _numbered("D", taken)


def _numbered(prefix: str, taken: set[str]) -> str:
    """No more numbers are tried than there are codes in the way."""
    numbered = (f"{prefix[:16]}{number}" for number in range(1, len(taken) + 2))
    return next(code for code in numbered if code not in taken)


def _share(text: str) -> str:
    """80% is 4/5. What is not a number stays as it is, and is told as a fault."""
    percent = re.fullmatch(r"([0-9]{1,10}(?:\.[0-9]{1,8})?) ?%", text.strip())
    return str(Fraction(percent[1]) / 100) if percent else text.strip()


def _percent(share: Any) -> str:
    if not share:
        return ""
    percent = Fraction(share) * 100
    return f"{percent}%" if percent.denominator == 1 else str(share)


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]


def _said(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text.strip()]


def _band(value: Any) -> dict[str, Any]:
    return written(name=value["name"], **{"from": value["start"], "below": value["stop"]})


def _band_value(band: dict[str, Any]) -> dict[str, Any]:
    return {"name": band["name"], "start": _text(band, "from"), "stop": _text(band, "below")}


def _domain(value: Any) -> dict[str, Any]:
    return written(
        code=value["code"],
        name=value["name"],
        description=value["description"],
        weight=value["weight"],
        examples=value["examples"],
        method=value["method"],
        minimum_coverage=_share(value["minimum_coverage"]),
        places=value["places"],
        bands=[_band(band) for band in value["bands"]],
        items=[_item(item.block_type, item.value) for item in value["items"]],
    )


def _domain_value(domain: dict[str, Any]) -> dict[str, Any]:
    return {
        **{key: domain.get(key, "") for key in ("code", "name", "description", "examples")},
        "method": domain.get("method", ""),
        "minimum_coverage": _percent(domain.get("minimum_coverage", "")),
        "places": domain.get("places"),
        "weight": _text(domain, "weight", "1"),
        "bands": [_band_value(band) for band in domain.get("bands", [])],
        "items": [
            {"type": item.get("mode", "anchored"), "value": _item_value(item)}
            for item in domain["items"]
        ],
    }


def _item(mode: str, value: Any) -> dict[str, Any]:
    condition = value["only_if"]
    return written(
        mode=mode,
        **{key: value[key] for key in TEXTS},
        optional=value["optional"] or None,
        only_if=written(item=condition["item"], **{"is": _codes(condition["answers"])}),
        probes=_said(value["probes"]),
        evidence=_codes(value["evidence"]),
        **MODES[mode](value),
    )


def _item_value(item: dict[str, Any]) -> dict[str, Any]:
    condition = item.get("only_if", {})
    return {
        **{key: _text(item, key) for key in TEXTS},
        "weight": _text(item, "weight", "1"),
        "not_applicable": item.get("not_applicable", Policy.FORBIDDEN),
        "optional": item.get("optional", False),
        "only_if": {
            "item": condition.get("item", ""),
            "answers": ", ".join(condition.get("is", [])),
        },
        "probes": item.get("probes", []),
        "evidence": ", ".join(item.get("evidence", [])),
        **VALUES[item.get("mode", "anchored")](item),
    }


def _scale(value: Any) -> dict[str, Any]:
    return {key: value[key] for key in ("minimum", "maximum")} | {"anchors": list(value["anchors"])}


def _scale_value(item: dict[str, Any]) -> dict[str, Any]:
    return {key: item.get(key) for key in ("minimum", "maximum")} | {
        "anchors": item.get("anchors", [])
    }


def _agreement(value: Any) -> dict[str, Any]:
    return {**_scale(value), "reversed": value["reversed"] or None}


def _criteria(value: Any) -> dict[str, Any]:
    lookup = [_step(step, "to") for step in value["lookup"]]
    return {"criteria": _said(value["criteria"]), "lookup": lookup}


def _amount(value: Any) -> dict[str, Any]:
    end = "below" if value["decimals"] else "to"
    return {
        "decimals": value["decimals"] or None,
        "least": value["least"],
        "greatest": value["greatest"],
        "lookup": [_step(step, end) for step in value["lookup"]],
    }


def _amount_value(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "decimals": item.get("decimals", False),
        "least": _text(item, "least"),
        "greatest": _text(item, "greatest"),
        "lookup": _step_values(item),
    }


def _checklist(value: Any) -> dict[str, Any]:
    partly = value["partly"] if value["has_partly"] else NO_PARTLY
    return {"partly": partly, "anchors": list(value["anchors"])}


def _checklist_value(item: dict[str, Any]) -> dict[str, Any]:
    has_partly = item.get("partly") != NO_PARTLY
    return {
        "has_partly": has_partly,
        "partly": _text(item, "partly") if has_partly else "1/2",
        "anchors": item.get("anchors", []),
    }


MODES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "anchored": _scale,
    "agreement": _agreement,
    "criteria": _criteria,
    "number": _amount,
    "checklist": _checklist,
    "count": lambda value: {},
}
VALUES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "anchored": _scale_value,
    "agreement": lambda item: {**_scale_value(item), "reversed": item.get("reversed", False)},
    "criteria": lambda item: {"criteria": item["criteria"], "lookup": _step_values(item)},
    "number": _amount_value,
    "checklist": _checklist_value,
    "count": lambda item: {},
}


def _step(value: Any, end: str) -> dict[str, Any]:
    return written(
        **{"from": value["start"], end: value["stop"]}, score=value["score"], text=value["text"]
    )


def _step_values(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "start": _text(step, "from"),
            "stop": _text(step, "to") or _text(step, "below"),
            "score": _text(step, "score"),
            "text": step.get("text", ""),
        }
        for step in item.get("lookup", [])
    ]


def _ratio(value: Any) -> dict[str, Any]:
    return written(
        code=value["code"],
        name=value["name"],
        numerator=_codes(value["numerator"]),
        denominator=_codes(value["denominator"]),
        shown=value["shown"],
        places=value["places"],
        bands=[_band(band) for band in value["bands"]],
    )


def _ratio_value(ratio: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": ratio["code"],
        "name": ratio["name"],
        "numerator": ", ".join(ratio["numerator"]),
        "denominator": ", ".join(ratio["denominator"]),
        "shown": ratio.get("shown", Shown.RATIO),
        "places": ratio.get("places", 2),
        "bands": [_band_value(band) for band in ratio.get("bands", [])],
    }


def _text(table: dict[str, Any], key: str, default: str = "") -> str:
    return str(table.get(key, default))


def _stream(kind: str, values: Iterable[dict[str, Any]]) -> str:
    """As a StreamField keeps it."""
    return json.dumps([{"type": kind, "value": value} for value in values])
