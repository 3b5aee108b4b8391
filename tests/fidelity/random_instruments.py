"""Random sound instruments, as documents, and random answers to them."""

from fractions import Fraction

from hypothesis import strategies as st

from . import plain_scoring
from .plain_scoring import NA

METHODS = ["sum", "mean", "percent of maximum", "range-adjusted percent"]
POLICIES = ["excluded", "lowest", "met"]


@st.composite
def documents(draw):
    return Maker(draw(st.randoms(use_true_random=False))).document()


@st.composite
def rated_documents(draw, *, is_quick=False):
    """A document, and answers to it; three times as quick if Hypothesis need not make a failing
    one small."""
    maker = Maker(draw(st.randoms(use_true_random=is_quick)))
    document = maker.document()
    return document, maker.answers(document)


class Maker:
    """`chance` is a random.Random, or Hypothesis's own, which can make failing examples small."""

    def __init__(self, chance):
        self.chance = chance

    def likely(self, percent):
        return self.chance.randrange(100) < percent

    def document(self):
        total = self.total()
        is_over_domains = total.get("over") == "domains"
        domain_method = self.chance.choice(METHODS)
        domains = [
            self.domain(number, total, domain_method if is_over_domains else None)
            for number in range(1, self.chance.randint(1, 4) + 1)
        ]
        document = {
            "slug": "random",
            "name": "Random",
            "minimum": 1,
            "maximum": 5,
            "total": total,
            "domains": domains,
        }
        is_signed = not self.takes_percent_of_maximum(document)
        for domain in domains:
            self.fill(domain, document, is_signed)
        self.conditions(document)
        self.ratios(document)
        self.bands(document)
        if self.likely(50):
            self.verdict(document)
        return document

    def total(self):
        if self.likely(40):
            method = self.chance.choice(["mean", "sum"])
            return {"method": method, "over": "domains", **self.coverage()}
        method = self.chance.choice([*METHODS, "none"])
        return {"method": method, **({} if method == "sum" else self.coverage())}

    def coverage(self):
        return {"minimum_coverage": self.chance.choice([1, 0.8, "2/3", "1/2", 0.1])}

    def domain(self, number, total, method):
        """The first has a score, so that there is always something to score."""
        method = method or self.chance.choice(METHODS)
        if number > 1 and self.likely(20):
            method = "none"
        coverage = {"minimum_coverage": 1} if method == "sum" else self.coverage()
        weight = {"weight": self.weight()} if self.likely(40) else {}
        return {
            "code": f"D{number}",
            "name": f"Domain {number}",
            "method": method,
            **coverage,
            **weight,
        }

    def weight(self):
        return self.chance.choice([2, 3, 0.5, "1/3", "2.25", 10])

    def takes_percent_of_maximum(self, document):
        methods = [document["total"]["method"], *(d["method"] for d in document["domains"])]
        return "percent of maximum" in methods

    def fill(self, domain, document, is_signed):
        domain["items"] = []
        for number in range(1, self.chance.randint(1, 5) + 1):
            code = f"{domain['code']}-{number}"
            common = {"code": code, "name": f"Item {code}", "definition": "What to look for."}
            kinds = [self.anchored, self.agreement, self.criteria, self.number, self.checklist]
            if number > 1:
                kinds.append(self.count)
            item = {**common, **self.chance.choice(kinds)(is_signed)}
            if item.get("mode") != "count" and self.likely(60):
                item["not_applicable"] = self.chance.choice(POLICIES)
                item["not_applicable_when"] = "Nobody wanted it."
            if item.get("mode") != "count" and self.likely(30):
                item["weight"] = self.weight()
            if self.likely(15):
                item["optional"] = True
            domain["items"].append(item)

    def anchored(self, is_signed):
        if self.likely(50):
            return {"anchors": ["Low.", "", "", "", "High."]}
        low = self.chance.randint(-3 if is_signed else 0, 2)
        span = self.chance.randint(1, 8)
        anchors = ["Low.", *[""] * (span - 1), "High."]
        return {"minimum": low, "maximum": low + span, "anchors": anchors}

    def agreement(self, is_signed):
        ends = {"minimum": -2, "maximum": 2} if is_signed else {}
        both = {"mode": "agreement", "anchors": ["No.", "", "", "", "Yes."], **ends}
        return {**both, "reversed": True} if self.likely(50) else both

    def criteria(self, is_signed):
        most = self.chance.randint(1, 6)
        criteria = [f"Criterion {number}." for number in range(1, most + 1)]
        starts = self.starts(1, most)
        rows = [
            {"from": start, "to": following - 1, "score": score}
            for start, following, score in self.rows([0, *starts, most + 1], is_signed)
        ]
        return {"mode": "criteria", "criteria": criteria, "lookup": rows}

    def number(self, is_signed):
        """From 0 to 20; the last row may have no end."""
        has_decimals = self.likely(50)
        starts = self.starts(1, 19)
        rows = []
        for start, following, score in self.rows([0, *starts, 21], is_signed):
            last = {"below": f"{following}.5"} if has_decimals else {"to": following - 1}
            first = {"from": f"{start}.5" if start and has_decimals else start}
            rows.append({**first, **last, "score": score})
        if has_decimals:
            rows[-1]["below"] = 21
        is_open = self.likely(50)
        if is_open:
            del rows[-1]["below" if has_decimals else "to"]
        greatest = {} if is_open else {"greatest": 20}
        return {"mode": "number", "decimals": has_decimals, "lookup": rows, **greatest}

    def starts(self, least, greatest):
        wanted = {self.chance.randint(least, greatest) for _ in range(self.chance.randint(1, 3))}
        return sorted(wanted)

    def rows(self, starts, is_signed):
        """(start, the next one's start, score); the first two scores differ."""
        low = -3 if is_signed else 0
        scores = [Fraction(self.chance.randint(2 * low, 10), 2) for _ in starts[1:]]
        if scores[0] == scores[1]:
            scores[1] += 1
        texts = [str(score) for score in scores]
        return list(zip(starts, starts[1:], texts, strict=False))

    def checklist(self, is_signed):
        partly = self.chance.choice([{}, {"partly": "not offered"}, {"partly": "1/3"}])
        return {"mode": "checklist", **partly}

    def count(self, is_signed):
        return {"mode": "count"}

    def conditions(self, document):
        """An item hangs on one before it, which is not optional."""
        before = []
        for item in plain_scoring.items_of(document):
            gates = [gate for gate in before if not gate.get("optional")]
            if gates and self.likely(20):
                gate = self.chance.choice(gates)
                answers = sorted({self.answer(gate, document) for _ in range(3)})
                item["only_if"] = {"item": gate["code"], "is": answers}
            before.append(item)

    def answer(self, item, document):
        """One that it takes."""
        match item.get("mode", "anchored"):
            case "criteria":
                return str(self.chance.randint(0, len(item["criteria"])))
            case "number":
                whole = self.chance.randint(0, 20)
                return f"{whole}.5" if item["decimals"] and 0 < whole < 20 else str(whole)
            case "checklist":
                offered = ["no", "yes"] if item.get("partly") == "not offered" else None
                return self.chance.choice(offered or ["no", "partly", "yes"])
            case "count":
                return str(self.chance.randint(0, 9))
        return str(self.chance.randint(*plain_scoring.ends(document, item)))

    def answers(self, document):
        """How much is left blank, and how much not applicable, differs from one to the next."""
        blank, not_applicable = self.chance.choice([0, 5, 40, 90]), self.chance.choice([0, 30, 95])
        return {
            item["code"]: self.given(item, document, blank, not_applicable)
            for item in plain_scoring.items_of(document)
        }

    def given(self, item, document, blank, not_applicable):
        if self.likely(blank):
            return ""
        if "not_applicable" in item and self.likely(not_applicable):
            return NA
        return self.answer(item, document)

    def ratios(self, document):
        items = plain_scoring.items_of(document)
        counts = [item["code"] for item in items if item.get("mode") == "count"]
        if counts:
            shown = {"shown": "percent"} if self.likely(50) else {}
            bands = [{"name": "Less", "below": 1}, {"name": "More", "from": 1}]
            document["ratios"] = [
                {
                    "code": "R",
                    "name": "Ratio",
                    "numerator": counts[:1],
                    "denominator": self.chance.choice([counts[-1:], counts]),
                    "bands": bands,
                    **shown,
                }
            ]

    def bands(self, document):
        """They begin at scores that there have been, so that each is reached and edges are met."""
        for rule, scores in self.scores_of(document):
            edges = scores[1:4] if self.likely(60) else []
            if edges:
                names = [f"Band {number}" for number in range(len(edges) + 1)]
                starts = [{}, *({"from": str(edge)} for edge in edges)]
                stops = [*({"below": str(edge)} for edge in edges), {}]
                rows = zip(names, starts, stops, strict=True)
                rule["bands"] = [{"name": name, **a, **b} for name, a, b in rows]

    def scores_of(self, document):
        """Each rule with some of the scores that it can give, the lowest first. Those that take
        more than 20 characters to write are left out."""
        reports = [plain_scoring.score(document, self.answers(document)) for _ in range(4)]
        for rule, found in [
            (document["total"], [report["total"][0] for report in reports]),
            *(
                (domain, [report["domains"][domain["code"]][0] for report in reports])
                for domain in document["domains"]
            ),
        ]:
            short = {score for score in found if score is not None and len(str(score)) <= 20}
            yield rule, sorted(short)

    def verdict(self, document):
        verdict = {}
        (_, scores), *_ = self.scores_of(document)
        if scores[1:] and self.likely(50):
            verdict["total_at_least"] = str(self.chance.choice(scores[1:]))
        self.floors(document)
        highest = self.lowest_highest_without_floor(document)
        if highest is not None and self.likely(40):
            verdict["each_item_at_least"] = str(self.chance.choice([highest, highest - 1]))
        floors = [item for item in plain_scoring.items_of(document) if "at_least" in item]
        if verdict or floors:
            document["verdict"] = {"met": "Met", "not_met": "Not met", **verdict}

    def floors(self, document):
        for item in self.scored_items(document):
            if self.likely(25):
                low, high = plain_scoring.lowest_and_highest(document, item)
                item["at_least"] = str(self.chance.choice([high, (low + high) / 2]))

    def lowest_highest_without_floor(self, document):
        """The floor of each item must be one that each can reach."""
        items = [item for item in self.scored_items(document) if "at_least" not in item]
        every = [plain_scoring.lowest_and_highest(document, item)[1] for item in items]
        return min(every, default=None)

    def scored_items(self, document):
        domains = document["domains"]
        return [i for domain in domains for i in plain_scoring.scored_items(document, domain)]
