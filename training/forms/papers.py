"""The questions of a paper as fields: one or several a question, by its type."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from lib.forms import DesignSystemForm

from ..papers import PaperQuestion
from ..questions import Kind, as_number, plain

LONGEST_ESSAY, LONGEST_LINE = 20_000, 300


@dataclass(frozen=True)
class AskedQuestion:
    """A question on its page: its number, what it asks, and where the answer goes."""

    number: int
    question: PaperQuestion
    fields: list[BoundField]
    new_vignette: SafeString | str  # of a scenario, before its first question

    @property
    def stem(self) -> SafeString:
        return rich(self.question["definition"]["stem"])

    @property
    def unit(self) -> str:
        return self.question["definition"].get("unit", "")

    @property
    def is_ordering(self) -> bool:
        return self.question["definition"]["kind"] == Kind.ORDERING

    @property
    def is_matching(self) -> bool:
        return self.question["definition"]["kind"] == Kind.MATCHING

    @property
    def errors(self) -> list[str]:
        return [str(error) for field in self.fields for error in field.errors]


class PaperForm(DesignSystemForm):
    """Questions of one paper, with what has been answered so far. Gaps are not its business."""

    def __init__(
        self, *args: Any, questions: Sequence[tuple[int, PaperQuestion]], saved: dict, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = questions
        self.names: dict[str, list[str]] = {question["key"]: [] for _n, question in questions}
        for number, question in questions:
            for name, field, initial in fields_of(number, question, saved.get(question["key"])):
                self.fields[name] = field
                self.initial[name] = initial
                self.names[question["key"]].append(name)

    @property
    def questions(self) -> Iterator[AskedQuestion]:
        before = ""
        for number, question in self.asked:
            vignette = question["vignette"]
            is_new = bool(vignette) and vignette != before
            yield AskedQuestion(
                number, question, self._fields(question), rich(vignette) if is_new else ""
            )
            before = vignette

    def answers(self) -> dict[str, Any]:
        """By the key of the question. One with an error, as a number half typed, is left out."""
        return {q["key"]: self._answer(q) for _n, q in self.asked if self._is_in_order(q)}

    def _is_in_order(self, question: PaperQuestion) -> bool:
        return self.is_bound and not any(field.errors for field in self._fields(question))

    def say_missing(self, keys: Sequence[str]) -> None:
        for number, question in self.asked:
            if question["key"] in keys:
                self.add_error(self._fields(question)[0].name, _("Answer question %d.") % number)

    def _fields(self, question: PaperQuestion) -> list[BoundField]:
        return [self[name] for name in self.names[question["key"]]]

    def _answer(self, question: PaperQuestion) -> Any:
        given = self.cleaned_data
        own, kind = name_of(question), question["definition"]["kind"]
        if kind == Kind.MATCHING:
            pairs = question["definition"]["pairs"]
            chosen = {pair["key"]: given[f"{own}_{n}"] for n, pair in enumerate(pairs)}
            return {key: right for key, right in chosen.items() if right}
        if kind == Kind.ORDERING:
            places = {key: given[f"{own}_{n}"] for n, key in enumerate(question["shown"])}
            if not all(places.values()):
                return []
            return sorted(places, key=lambda key: int(places[key]))
        if kind in (Kind.SINGLE, Kind.TRUE_FALSE):
            return [given[own]] if given[own] else []
        return given[own]

    def clean(self) -> dict[str, Any]:
        for number, question in self.asked:
            if question["definition"]["kind"] == Kind.ORDERING:
                self._refuse_shared_places(number, question)
        return self.cleaned_data

    def _refuse_shared_places(self, number: int, question: PaperQuestion) -> None:
        fields = [field.name for field in self._fields(question)]
        places = [self.cleaned_data.get(name) for name in fields]
        if any(places) and sorted(map(str, places)) != sorted(map(str, range(1, len(fields) + 1))):
            self.add_error(
                fields[0], _("Give each thing in question %d a place of its own.") % number
            )


def name_of(question: PaperQuestion) -> str:
    return f"question-{question['key']}"


def rich(html: str) -> SafeString:
    """A text of a question, as pages show it. It was cleaned when it came into the bank."""
    return mark_safe(expand_db_html(html))  # noqa: S308


def fields_of(
    number: int, question: PaperQuestion, saved: Any
) -> Iterator[tuple[str, forms.Field, Any]]:
    """The fields of a question: their names, themselves, and what has been answered so far."""
    definition, own = question["definition"], name_of(question)
    kind = definition["kind"]
    label = _("Your answer to question %d") % number
    if kind == Kind.MATCHING:
        yield from _matching(question, saved or {})
    elif kind == Kind.ORDERING:
        yield from _ordering(question, saved or [])
    elif kind == Kind.ESSAY:
        widget = forms.Textarea(attrs={"rows": 10})
        yield own, _text(label, LONGEST_ESSAY, widget), saved or ""
    elif kind == Kind.NUMERIC:
        if unit := definition.get("unit"):
            label = _("Your answer to question %(number)d, in %(unit)s") % {
                "number": number,
                "unit": unit,
            }
        yield own, NumberField(label=label, number=number), saved or ""
    elif kind == Kind.SHORT:
        yield own, _text(label, LONGEST_LINE), saved or ""
    elif kind == Kind.MULTIPLE:
        yield own, _choices(forms.MultipleChoiceField, label, question), saved or []
    else:
        yield own, _choices(forms.ChoiceField, label, question), (saved or [""])[0]


class NumberField(forms.CharField):
    """A number as people type it; kept as it was typed."""

    def __init__(self, *, label: str, number: int) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "nhsuk-input--width-5"}
        widget = forms.TextInput(attrs=attrs)
        super().__init__(label=label, required=False, max_length=40, widget=widget)
        self.sentence = _("Answer question %d with a number, such as 12 or 0.5.") % number

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and as_number(text) is None:
            raise forms.ValidationError(self.sentence)
        return text


def _text(label: str, longest: int, widget: Any = None) -> forms.CharField:
    attrs = {"autocomplete": "off"}
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        widget=widget or forms.TextInput(attrs=attrs),
    )


def _choices(make: Any, label: str, question: PaperQuestion) -> forms.Field:
    several = make is forms.MultipleChoiceField
    texts = {o["key"]: o["text"] for o in question["definition"]["options"]}
    if question["definition"]["kind"] == Kind.TRUE_FALSE:
        texts = {"true": _("True"), "false": _("False")}
    refused = _("Choose from the answers that are offered.")
    return make(
        label=label,
        help_text=_("Choose all that apply.") if several else "",
        required=False,
        choices=[(key, rich(texts[key])) for key in question["shown"]],
        widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
        error_messages={"invalid_choice": refused, "invalid_list": refused},
    )


def _matching(question: PaperQuestion, saved: dict) -> Iterator[tuple[str, forms.Field, Any]]:
    definition = question["definition"]
    rights = {pair["key"]: pair["right"] for pair in definition["pairs"]}
    rights |= {item["key"]: item["text"] for item in definition["distractors"]}
    texts: dict[str, str] = {}
    for key in question["shown"]:  # the same text twice is one choice
        texts.setdefault(rights[key], key)
    choices = [("", _("Choose"))] + [(key, text) for text, key in texts.items()]
    for n, pair in enumerate(definition["pairs"]):
        field = forms.ChoiceField(
            label=Truncator(plain(pair["left"])).chars(200), required=False, choices=choices
        )
        chosen = texts.get(rights.get(saved.get(pair["key"], ""), ""), "")
        yield f"{name_of(question)}_{n}", field, chosen


def _ordering(question: PaperQuestion, saved: list) -> Iterator[tuple[str, forms.Field, Any]]:
    texts = {item["key"]: item["text"] for item in question["definition"]["items"]}
    places = [("", _("Place"))] + [(str(n), str(n)) for n in range(1, len(texts) + 1)]
    for n, key in enumerate(question["shown"]):
        field = forms.ChoiceField(label=plain(texts[key]), required=False, choices=places)
        yield f"{name_of(question)}_{n}", field, saved.index(key) + 1 if key in saved else ""
