"""Any question that can be asked, for properties."""

from decimal import Decimal

from hypothesis import strategies as st

from training.questions import RULES, Kind, Rule, faults, number_text

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"])
    | st.sampled_from("~=#{}:\\%[]/* ->n<&\"'"),
    min_size=1,
    max_size=20,
).map(lambda text: " ".join(text.split()))
# Already clean, as what the editor keeps is.
PLAIN = WORDS.filter(lambda text: text.strip("* \\"))
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text):
    return "".join(ESCAPES.get(sign, sign) for sign in text)


LINES = WORDS.filter(bool).map(escaped)
HTML = st.one_of(
    LINES,
    LINES.map(lambda text: f"<p>{text}</p>"),
    LINES.map(lambda text: f"<p><b>{text}</b><br>{text}\n{text}</p>"),
)
PROSE = st.one_of(
    HTML,
    LINES.map(lambda text: f"<ul><li>{text}</li></ul>"),
    LINES.map(lambda text: f'<p><a href="https://example.org/?a=b#c">{text}</a></p>'),
)
MAYBE = st.just("") | HTML
WEIGHTS = st.decimals(-100, 100, places=2).map(number_text)
NUMBERS = st.decimals(-10_000, 10_000, places=3).map(number_text)
POINTS = st.integers(1, 100)


def worded(html):
    return html.replace("<p>", "").replace("</p>", "")


def several(texts, least=2):
    return st.lists(texts, min_size=least, max_size=5, unique_by=worded)


def options(worth):
    return several(HTML).flatmap(
        lambda texts: st.lists(
            st.tuples(worth, MAYBE), min_size=len(texts), max_size=len(texts)
        ).map(
            lambda rest: [
                {"key": str(n), "text": text, "credit": credit, "feedback": feedback}
                for n, (text, (credit, feedback)) in enumerate(zip(texts, rest, strict=True), 1)
            ]
        )
    )


def only_first_is_right(options):
    rest = [{**o, "credit": "0" if o["credit"] == "100" else o["credit"]} for o in options[1:]]
    return [{**options[0], "credit": "100"}, *rest]


def made(kind, **parts):
    return st.fixed_dictionaries(
        {"kind": st.just(kind.value), "stem": PROSE, "points": POINTS, "feedback": MAYBE, **parts}
    )


def rules(kind):
    return st.sampled_from([rule.value for rule in RULES[kind]])


def topped(definition):
    """As weighted, the right ones come to 100 at least."""
    first, *rest = definition["options"]
    missing = Decimal(100) - sum(max(Decimal(o["credit"]), Decimal(0)) for o in rest)
    credit = first["credit"]
    if definition["rule"] != Rule.AS_WEIGHTED or max(Decimal(credit), Decimal(0)) < missing:
        credit = number_text(max(missing, Decimal(1)))
    return {**definition, "options": [{**first, "credit": credit}, *rest]}


def true_false(is_true, if_true, if_false):
    return [
        {"key": "true", "text": "True", "credit": "100" if is_true else "0", "feedback": if_true},
        {
            "key": "false",
            "text": "False",
            "credit": "0" if is_true else "100",
            "feedback": if_false,
        },
    ]


def matched(definition):
    pairs, distractors = definition["pairs"], definition["distractors"]
    rights = {right for _left, right in pairs}
    return {
        **definition,
        "pairs": [
            {"key": str(n), "left": left, "right": right}
            for n, (left, right) in enumerate(pairs, 1)
        ],
        "distractors": [
            {"key": str(n), "text": text}
            for n, text in enumerate([d for d in distractors if d not in rights], len(pairs) + 1)
        ],
    }


def accepted(**parts):
    answer = st.fixed_dictionaries({**parts, "credit": WEIGHTS, "feedback": MAYBE})
    return st.lists(answer, min_size=1, max_size=4).map(
        lambda answers: [{**answers[0], "credit": "100"}, *answers[1:]]
    )


BY_KIND = {
    Kind.SINGLE: made(Kind.SINGLE, options=options(WEIGHTS).map(only_first_is_right)),
    Kind.MULTIPLE: made(Kind.MULTIPLE, options=options(WEIGHTS), rule=rules(Kind.MULTIPLE)).map(
        topped
    ),
    Kind.TRUE_FALSE: made(
        Kind.TRUE_FALSE, options=st.builds(true_false, st.booleans(), MAYBE, MAYBE)
    ),
    Kind.MATCHING: made(
        Kind.MATCHING,
        pairs=st.lists(
            st.tuples(HTML, PLAIN), min_size=2, max_size=4, unique_by=lambda p: worded(p[0])
        ),
        distractors=st.lists(PLAIN, max_size=2),
        rule=rules(Kind.MATCHING),
    ).map(matched),
    Kind.ORDERING: made(
        Kind.ORDERING,
        items=several(HTML).map(
            lambda texts: [{"key": str(n), "text": text} for n, text in enumerate(texts, 1)]
        ),
        rule=rules(Kind.ORDERING),
    ),
    Kind.NUMERIC: made(
        Kind.NUMERIC,
        answers=accepted(value=NUMBERS, tolerance=st.decimals(0, 100, places=3).map(number_text)),
        unit=st.just("") | PLAIN,
    ),
    Kind.SHORT: made(Kind.SHORT, answers=accepted(pattern=PLAIN), case_sensitive=st.booleans()),
    Kind.ESSAY: made(Kind.ESSAY, guidance=st.just("") | PROSE),
}


def scenario(stem, feedback, parts):
    points = sum(part["points"] for part in parts)
    return {
        "kind": "scenario", "stem": stem, "points": points, "feedback": feedback, "parts": parts,
    }  # fmt: skip


PARTS = st.lists(st.one_of(*BY_KIND.values()), min_size=1, max_size=3)
BY_KIND[Kind.SCENARIO] = st.builds(scenario, PROSE, MAYBE, PARTS)
VALID = {kind: some.filter(lambda made: not faults(made)) for kind, some in BY_KIND.items()}
