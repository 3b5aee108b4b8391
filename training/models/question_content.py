"""Between what the editor of a question keeps and the pure form (training/questions.py)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ..questions import FULL, NONE, Definition, Kind, number_text


def definition_of(kind: str, value: Any) -> Definition:
    """The pure form of what the editor keeps."""
    definition: Definition = {
        "kind": kind,
        "stem": value["stem"].source,
        "points": value.get("points") or 0,
        "feedback": _source(value["feedback"]),
    }
    if kind == Kind.SCENARIO:
        parts = [definition_of(part.block_type, part.value) for part in value["parts"]]
        return {**definition, "points": sum(part["points"] for part in parts), "parts": parts}
    return {**definition, **PARTS[kind](value)}  # type: ignore[typeddict-item]


def block_of(definition: Definition) -> dict[str, Any]:
    """What the editor keeps for a question: `Question.content` is a list of one of these."""
    kind = definition["kind"]
    value: dict[str, Any] = {name: definition[name] for name in ("stem", "feedback")}  # type: ignore[literal-required]
    if kind == Kind.SCENARIO:
        value["parts"] = [block_of(part) for part in definition["parts"]]
    else:
        value |= {"points": definition["points"], **VALUES[kind](definition)}
    return {"type": kind, "value": value}


def _source(text: Any) -> str:
    return text.source if text else ""


def _options(value: Any) -> dict[str, Any]:
    return {
        "options": [
            {
                "key": child.id,
                "text": child.value["text"].source,
                "credit": _credit(child.value),
                "feedback": _source(child.value["feedback"]),
            }
            for child in value["options"].bound_blocks
        ]
    }


def _credit(option: Any) -> str:
    weight = option["weight"]
    if weight is None:
        return FULL if option["correct"] else NONE
    return number_text(Decimal(weight))


def _true_false(value: Any) -> dict[str, Any]:
    return {
        "options": [
            {
                "key": key,
                "text": text,
                "credit": FULL if value["answer"] == key else NONE,
                "feedback": _source(value[f"feedback_{key}"]),
            }
            for key, text in (("true", "True"), ("false", "False"))
        ]
    }


def _matching(value: Any) -> dict[str, Any]:
    return {
        "pairs": [
            {"key": child.id, "left": child.value["left"].source, "right": child.value["right"]}
            for child in value["pairs"].bound_blocks
        ],
        "distractors": [
            {"key": child.id, "text": child.value} for child in value["distractors"].bound_blocks
        ],
        "rule": value["rule"],
    }


def _ordering(value: Any) -> dict[str, Any]:
    items = [{"key": c.id, "text": c.value.source} for c in value["items"].bound_blocks]
    return {"items": items, "rule": value["rule"]}


def _numeric(value: Any) -> dict[str, Any]:
    answers = [
        {
            "value": number_text(Decimal(answer["value"])),
            "tolerance": number_text(Decimal(answer["tolerance"])),
            "credit": number_text(Decimal(answer["weight"])),
            "feedback": _source(answer["feedback"]),
        }
        for answer in value["answers"]
    ]
    return {"answers": answers, "unit": value["unit"] or ""}


def _short(value: Any) -> dict[str, Any]:
    answers = [
        {
            "pattern": answer["pattern"],
            "credit": number_text(Decimal(answer["weight"])),
            "feedback": _source(answer["feedback"]),
        }
        for answer in value["answers"]
    ]
    return {"answers": answers, "case_sensitive": value["case_sensitive"]}


PARTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    Kind.SINGLE: _options,
    Kind.MULTIPLE: lambda value: {**_options(value), "rule": value["rule"]},
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMERIC: _numeric,
    Kind.SHORT: _short,
    Kind.ESSAY: lambda value: {"guidance": _source(value["guidance"])},
}


def _listed(key: str, value: Any) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": key}


def _option_values(definition: Definition) -> list[dict[str, Any]]:
    return [
        _listed(
            option["key"],
            {
                "text": option["text"],
                "correct": option["credit"] == FULL,
                "weight": None if option["credit"] in (FULL, NONE) else option["credit"],
                "feedback": option["feedback"],
            },
        )
        for option in definition["options"]
    ]


def _true_false_value(definition: Definition) -> dict[str, Any]:
    by_key = {option["key"]: option for option in definition["options"]}
    return {
        "answer": next(key for key, option in by_key.items() if option["credit"] == FULL),
        "feedback_true": by_key["true"]["feedback"],
        "feedback_false": by_key["false"]["feedback"],
    }


def _matching_value(definition: Definition) -> dict[str, Any]:
    return {
        "pairs": [
            _listed(pair["key"], {"left": pair["left"], "right": pair["right"]})
            for pair in definition["pairs"]
        ],
        "distractors": [_listed(item["key"], item["text"]) for item in definition["distractors"]],
        "rule": definition["rule"],
    }


def _answer_values(definition: Definition) -> list[dict[str, Any]]:
    return [
        {"weight" if name == "credit" else name: given for name, given in answer.items()}
        for answer in definition["answers"]
    ]


VALUES: dict[str, Callable[[Any], dict[str, Any]]] = {
    Kind.SINGLE: lambda d: {"options": _option_values(d)},
    Kind.MULTIPLE: lambda d: {"options": _option_values(d), "rule": d["rule"]},
    Kind.TRUE_FALSE: _true_false_value,
    Kind.MATCHING: _matching_value,
    Kind.ORDERING: lambda d: {
        "items": [_listed(item["key"], item["text"]) for item in d["items"]],
        "rule": d["rule"],
    },
    Kind.NUMERIC: lambda d: {"answers": _answer_values(d), "unit": d["unit"]},
    Kind.SHORT: lambda d: {"answers": _answer_values(d), "case_sensitive": d["case_sensitive"]},
    Kind.ESSAY: lambda d: {"guidance": d["guidance"]},
}
