from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from lib.forms import AnonymousTextField, DesignSystemForm

from .. import definitions, sentences
from ..actions import Answer
from ..models import Item, Rating
from ..modes import Count, Criteria, Exact, Number
from .answers import NOT_APPLICABLE, answer_field
from .revisions import with_revision

NOTE_LENGTH = 2000
REASON_LENGTH = 500
ANSWERED = ("rating", "na_reason", "note")  # the fields that can be seen
# Where the corners of a face's mouth are, from sad to glad; its middle stays.
SADDEST, GLADDEST = 23, 41


@dataclass(frozen=True)
class Option:
    """A radio or a tick box."""

    tag: SafeString
    id: str
    label: str  # the number, or “Yes”
    text: str
    face: int | None = None  # how low the middle of its mouth is


class RatingForm(DesignSystemForm):
    """One item: an answer, or not applicable with a reason, and a note. It may be left blank."""

    not_applicable = forms.BooleanField(required=False)
    na_reason = AnonymousTextField(
        label=_("Why does it not apply?"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.TextInput,
    )
    note = AnonymousTextField(
        label=_("What is this based on?"),
        help_text=_("What you read, heard or saw. Never a name, a date of birth or an NHS number."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=NOTE_LENGTH,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        *args: Any,
        item: Item,
        instrument: definitions.Instrument,
        rating: Rating | None,
        given: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """`given`: the answers saved so far, of all items, by their codes."""
        kwargs.setdefault("prefix", item.code)
        super().__init__(*args, initial=_initial(rating), **kwargs)
        self.item, self.instrument = item, instrument
        self.said = instrument.by_code[item.code]
        self.given = given or {}
        self.fields["rating"] = answer_field(self.said)
        self.fields["rating"].label = item.name
        if self.said.not_applicable is definitions.Policy.FORBIDDEN:
            del self.fields["na_reason"]
        if not self.asks_apart:
            del self.fields["not_applicable"]

    @property
    def is_amount(self) -> bool:
        return isinstance(self.said.mode, Number | Count)

    @property
    def is_count(self) -> bool:
        return isinstance(self.said.mode, Count)

    @property
    def is_criteria(self) -> bool:
        return isinstance(self.said.mode, Criteria)

    @property
    def kind(self) -> str:
        """What the design system calls its controls."""
        return "checkboxes" if self.is_criteria or self.is_amount else "radios"

    @property
    def asks_apart(self) -> bool:
        """Whether “not applicable” has a box of its own, beside a number."""
        return self.is_amount and self.said.not_applicable is not definitions.Policy.FORBIDDEN

    @cached_property
    def options(self) -> list[Option]:
        """The answers. Built here: Django's own widgets take four times as long, and a page has a
        hundred of them."""
        values = [value for value, _ in self._choices if value != NOT_APPLICABLE]
        texts = dict(self._choices)
        return [
            Option(
                self._tag(value, place := f"{self['rating'].auto_id}_{number}"),
                place,
                "" if self.is_criteria else sentences.answer_label(self.said.mode, value),
                texts[value],
                self._face(value),
            )
            for number, value in enumerate(values)
        ]

    @cached_property
    def na(self) -> Option | None:
        """The answer “not applicable”, where the item offers it."""
        if self.said.not_applicable is definitions.Policy.FORBIDDEN:
            return None
        place = f"{self['rating'].auto_id}_na"
        return Option(self._tag(NOT_APPLICABLE, place), place, "", "")

    @property
    def _choices(self) -> list[tuple[str, str]]:
        return self.fields["rating"].choices  # type: ignore[attr-defined, no-any-return]

    @cached_property
    def _chosen(self) -> set[str]:
        if self.asks_apart:
            return {NOT_APPLICABLE} if self["not_applicable"].value() else set()
        chosen = self["rating"].value() or ""
        return set(chosen) if isinstance(chosen, list) else {str(chosen)}

    def _tag(self, value: str, place: str) -> SafeString:
        name = self["not_applicable" if self.asks_apart else "rating"].html_name
        more = f' data-na aria-describedby="na-{self.said.code}"' if value == NOT_APPLICABLE else ""
        more += " checked" if value in self._chosen else ""
        return format_html(
            '<input class="nhsuk-{}__input" id="{}" name="{}" type="{}" value="{}"{}>',
            self.kind,
            place,
            name,
            "radio" if self.kind == "radios" else "checkbox",
            value,
            mark_safe(more),  # noqa: S308 - a code is letters, digits, _ and -
        )

    def _face(self, value: str) -> int | None:
        """A face says how good the answer is: who agrees with a reversed item is not glad."""
        if self.instrument.look is not definitions.Look.FACES or self.is_criteria:
            return None
        score: Exact | None = self.said.mode.scores.get(value)  # type: ignore[union-attr]
        if score is None:
            return None
        low, high = self.said.mode.lowest, self.said.mode.highest  # type: ignore[union-attr]
        return SADDEST + int((GLADDEST - SADDEST) * (score - low) / (high - low))

    @property
    def evidence(self) -> list[definitions.Evidence]:
        return [e for e in self.instrument.evidence if e.code in self.said.evidence]

    @property
    def has_guide(self) -> bool:
        said = self.said
        told = (said.probes, said.evidence, said.decision_rules, said.plain, said.framework)
        return any(told)

    @property
    def gate_answer(self) -> str:
        """What is saved for the item that this one hangs on, which may stand on another page."""
        condition = self.said.only_if
        return str(self.given.get(condition.item) or "") if condition else ""

    def place_of(self, field: str) -> str:
        """The id of what an error of that field leads to: a control, or else the whole item."""
        if field == "rating" and not self.is_amount:
            return self.options[0].id
        return self[field].auto_id if field in ANSWERED else f"item-{self.said.code}"

    def clean(self) -> None:
        given = self.cleaned_data.get("rating")
        if given is None:
            return  # it has been told what is wrong with it
        apart = self.cleaned_data.get("not_applicable", False)
        if apart and given.value:
            self.add_error("rating", _("Give a number, or tick “Not applicable”: not both."))
        self.is_not_applicable = apart or given.is_not_applicable
        if self.is_not_applicable and self.cleaned_data.get("na_reason") == "":
            self.add_error("na_reason", _("Say why it does not apply, or choose a rating."))

    def answer(self) -> Answer:
        said, given = self.cleaned_data, self.cleaned_data["rating"]
        return Answer(
            value=given.value,
            ticked=given.ticked,
            na_reason=said["na_reason"] if self.is_not_applicable else "",
            note=said["note"],
            revision=said["revision"] or 0,
        )

    def show_conflict(self, current: Rating) -> None:
        """Keep what was typed, show what was saved meanwhile, and let a second save replace it."""
        self.data = with_revision(self, current.revision)
        said = {"item": self.said.code, "saved": in_words(current, self.said)}
        self.add_error(None, CHANGED % said)


CHANGED = _(
    "%(item)s was changed meanwhile, in another window: it now says “%(saved)s”. "
    "What you typed is still here. Save again to keep yours."
)


def in_words(rating: Rating, said: definitions.Item) -> str:
    answer = rating.value and sentences.answer_label(said.mode, rating.value)
    text = answer or rating.na_reason or str(_("no rating"))
    return f"{text}: {rating.note}" if rating.note else text


def _initial(rating: Rating | None) -> dict[str, Any]:
    if rating is None:
        return {"revision": 0}
    return {
        "rating": _answer(rating),
        "not_applicable": bool(rating.na_reason),
        "na_reason": rating.na_reason,
        "note": rating.note,
        "revision": rating.revision,
    }


def _answer(rating: Rating) -> Any:
    if rating.na_reason:
        return NOT_APPLICABLE
    return [str(number) for number in rating.ticked] or rating.value
