"""A page of the checklist: the items of one domain, and its examples where it asks for any."""

from collections.abc import Iterator

from django.http import QueryDict

from ..actions import Answer, Written
from ..models import Assessment, Domain, Examples, Item, Rating
from .examples import ExamplesForm
from .ratings import RatingForm


class PartForm:
    def __init__(self, draft: Assessment, domain: Domain, data: QueryDict | None) -> None:
        self.instrument = instrument = draft.round.version.definition
        ratings = {r.item.code: r for r in draft.ratings.select_related("item").order_by()}
        given = {code: rating.value for code, rating in ratings.items()}
        self.ratings = [
            RatingForm(
                data, item=item, instrument=instrument, rating=ratings.get(item.code), given=given
            )
            for item in domain.items.all()
        ]
        self.said = instrument.domain(domain.code)
        self.examples: ExamplesForm | None = None
        if asks := self.said.examples:
            written = draft.examples.filter(domain=domain).first()
            self.examples = ExamplesForm(data, domain=domain, asks=asks, examples=written)

    def is_valid(self) -> bool:
        """Each form says what is wrong with it, not only the first."""
        forms = [*self.ratings, self.examples] if self.examples else self.ratings
        return all([form.is_valid() for form in forms])  # noqa: C419

    def answers(self) -> dict[Item, Answer]:
        return {form.item: form.answer() for form in self.ratings}

    def written(self) -> Written | None:
        return self.examples.written() if self.examples else None

    def show_conflict(self, saved: Rating | Examples) -> None:
        if isinstance(saved, Rating):
            form = next(f for f in self.ratings if f.item.pk == saved.item_id)
            form.show_conflict(saved)
        elif self.examples:
            self.examples.show_conflict(saved)

    @property
    def problems(self) -> list[tuple[str, str, object]]:
        """Where each is in the page, the item's code, and what is wrong."""
        return list(self._problems())

    def _problems(self) -> Iterator[tuple[str, str, object]]:
        for form in self.ratings:
            for field, errors in form.errors.items():
                for error in errors:
                    yield form.place_of(field), form.item.code, error
        for errors in self.examples.errors.values() if self.examples else ():
            for error in errors:
                yield "examples", "", error
