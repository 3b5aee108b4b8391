"""How ratings become scores. Pure functions: no database, no Django.

A score is the mean of the rated items. An item marked not applicable leaves both the sum and
the count. An item left blank leaves the sum but counts against coverage:

    value    = sum of ratings / number of rated items
    coverage = rated items / applicable items
    N/A share = items marked not applicable / all items

Where coverage is under the scale's minimum, or nothing applies, there is no score ("not
scorable"), rather than a misleading one. The total is the mean over all rated items, not the
mean of the domains' means. Sums are exact fractions; only display rounds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Mark(Enum):
    NOT_APPLICABLE = "not applicable"


NOT_APPLICABLE = Mark.NOT_APPLICABLE

Given = int | Mark | None  # None: left blank


@dataclass(frozen=True)
class Item:
    code: str
    domain: str


@dataclass(frozen=True)
class Scale:
    items: tuple[Item, ...]
    minimum_coverage: Fraction

    def domains(self) -> list[str]:
        return list(dict.fromkeys(item.domain for item in self.items))


@dataclass(frozen=True)
class Score:
    """The score of one domain, or of the whole scale when `domain` is ""."""

    domain: str
    points: int  # the sum of the ratings
    rated: int
    applicable: int
    items: int
    minimum_coverage: Fraction

    @property
    def coverage(self) -> Fraction:
        return Fraction(self.rated, self.applicable) if self.applicable else Fraction(0)

    @property
    def na_share(self) -> Fraction:
        return Fraction(self.items - self.applicable, self.items)

    @property
    def value(self) -> Fraction | None:
        """The mean of the rated items; None where the domain is not scorable."""
        if not self.rated or self.coverage < self.minimum_coverage:
            return None
        return Fraction(self.points, self.rated)


def score(scale: Scale, ratings: Mapping[str, Given]) -> list[Score]:
    """Score the whole scale, then each domain in the scale's order."""
    return [_score("", scale.items, scale, ratings)] + [
        _score(domain, [i for i in scale.items if i.domain == domain], scale, ratings)
        for domain in scale.domains()
    ]


def _score(
    domain: str,
    items: Iterable[Item],
    scale: Scale,
    ratings: Mapping[str, Given],
) -> Score:
    given = [ratings.get(item.code) for item in items]
    rated = [rating for rating in given if isinstance(rating, int)]
    not_applicable = given.count(NOT_APPLICABLE)
    return Score(
        domain=domain,
        points=sum(rated),
        rated=len(rated),
        applicable=len(given) - not_applicable,
        items=len(given),
        minimum_coverage=scale.minimum_coverage,
    )
