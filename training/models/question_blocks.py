"""The editor of a question: one block a type."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from ..questions import RULES, Kind, Rule, faults
from .question_content import definition_of

LINE = ["bold", "italic"]
PROSE = [*LINE, "ol", "ul", "link", "image"]

RULE_NAMES = {
    Rule.ALL_OR_NOTHING: gettext_lazy("All or nothing: right only when it is wholly right"),
    Rule.RIGHT_MINUS_WRONG: gettext_lazy("Right minus wrong: each wrong tick takes one away"),
    Rule.EACH_OPTION: gettext_lazy("Each choice counts, rightly ticked or rightly left"),
    Rule.AS_WEIGHTED: gettext_lazy("As weighted: what the ticked choices are worth, added up"),
    Rule.EACH_PAIR: gettext_lazy("Each pair counts"),
    Rule.EACH_PLACE: gettext_lazy("Each thing in its own place counts"),
    Rule.NEIGHBOURS: gettext_lazy("Each thing followed by the right one counts"),
}


def _prose(label: Any, **options: Any) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(features=PROSE, label=label, **options)


def _line(label: Any, **options: Any) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(features=[*LINE, "image"], label=label, **options)


def _rule(kind: Kind) -> blocks.ChoiceBlock:
    rules = [(rule.value, RULE_NAMES[rule]) for rule in RULES[kind]]
    return blocks.ChoiceBlock(
        choices=rules, default=rules[0][0], label=gettext_lazy("How it is marked")
    )


def _worth(**options: Any) -> blocks.DecimalBlock:
    return blocks.DecimalBlock(
        min_value=-100,
        max_value=100,
        decimal_places=5,
        label=gettext_lazy("Worth, per cent"),
        **options,
    )


class QuestionBlock(blocks.StructBlock):
    """What questions of all types have. A question with faults is not saved."""

    stem = _prose(gettext_lazy("Question"))
    points = blocks.IntegerBlock(
        min_value=1, max_value=100, default=1, label=gettext_lazy("Points")
    )
    feedback = _prose(gettext_lazy("Feedback, right or wrong"), required=False)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        found = faults(definition_of(self.name, value))
        if found:
            errors = [ValidationError(_(fault.sentence) % fault.named) for fault in found]
            raise blocks.StructBlockValidationError(non_block_errors=errors)
        return value


class ChoiceOptionBlock(blocks.StructBlock):
    text = _line(gettext_lazy("Choice"))
    correct = blocks.BooleanBlock(required=False, label=gettext_lazy("Correct"))
    weight = _worth(
        required=False,
        help_text=gettext_lazy(
            "Only for a choice that is partly right, or where marking is “as weighted”."
        ),
    )
    feedback = _line(gettext_lazy("Feedback for this choice"), required=False)

    class Meta:
        label = gettext_lazy("Choice")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """The weight says more than the tick and goes before it, so the two must agree."""
        value = super().clean(value)
        if value["correct"] and value["weight"] is not None and value["weight"] <= 0:
            asks = _("A correct choice is worth more than 0. Empty this, or untick “Correct”.")
            raise blocks.StructBlockValidationError({"weight": ValidationError(asks)})
        return value


class SingleBlock(QuestionBlock):
    options = blocks.ListBlock(ChoiceOptionBlock(), min_num=2, label=gettext_lazy("Choices"))

    class Meta:
        icon = "radio-full"
        label = gettext_lazy("Single choice")


class MultipleBlock(QuestionBlock):
    options = blocks.ListBlock(ChoiceOptionBlock(), min_num=2, label=gettext_lazy("Choices"))
    rule = _rule(Kind.MULTIPLE)

    class Meta:
        icon = "tick"
        label = gettext_lazy("Several choices")


class TrueFalseBlock(QuestionBlock):
    answer = blocks.ChoiceBlock(
        choices=[("true", gettext_lazy("True")), ("false", gettext_lazy("False"))],
        label=gettext_lazy("The statement is"),
    )
    feedback_true = _line(gettext_lazy("Feedback to “true”"), required=False)
    feedback_false = _line(gettext_lazy("Feedback to “false”"), required=False)

    class Meta:
        icon = "check"
        label = gettext_lazy("True or false")


class PairBlock(blocks.StructBlock):
    left = _line(gettext_lazy("Left"))
    right = blocks.CharBlock(max_length=300, label=gettext_lazy("Right, chosen from a list"))

    class Meta:
        label = gettext_lazy("Pair")


class MatchingBlock(QuestionBlock):
    pairs = blocks.ListBlock(PairBlock(), min_num=2, label=gettext_lazy("Pairs"))
    distractors = blocks.ListBlock(
        blocks.CharBlock(max_length=300),
        default=[],
        label=gettext_lazy("Further things on the list, which match nothing"),
    )
    rule = _rule(Kind.MATCHING)

    class Meta:
        icon = "link"
        label = gettext_lazy("Matching")


class OrderingBlock(QuestionBlock):
    items = blocks.ListBlock(
        _line(gettext_lazy("Thing")), min_num=2, label=gettext_lazy("Things, in the right order")
    )
    rule = _rule(Kind.ORDERING)

    class Meta:
        icon = "order"
        label = gettext_lazy("Put in order")


class NumericAnswerBlock(blocks.StructBlock):
    value = blocks.DecimalBlock(label=gettext_lazy("Number"))
    tolerance = blocks.DecimalBlock(
        min_value=0,
        default=0,
        label=gettext_lazy("Tolerance"),
        help_text=gettext_lazy("How far off, up or down, is still accepted."),
    )
    weight = _worth(default=100)
    feedback = _line(gettext_lazy("Feedback"), required=False)

    class Meta:
        label = gettext_lazy("Accepted number")


class NumericBlock(QuestionBlock):
    answers = blocks.ListBlock(NumericAnswerBlock(), min_num=1, label=gettext_lazy("Answers"))
    unit = blocks.CharBlock(
        max_length=40,
        required=False,
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("Shown beside the box, such as “hours”."),
    )

    class Meta:
        icon = "order-up"
        label = gettext_lazy("Number")


class ShortAnswerBlock(blocks.StructBlock):
    pattern = blocks.CharBlock(
        max_length=300,
        label=gettext_lazy("Accepted answer"),
        help_text=gettext_lazy("* stands for any text: “*strength*” accepts “her strengths”."),
    )
    weight = _worth(default=100)
    feedback = _line(gettext_lazy("Feedback"), required=False)

    class Meta:
        label = gettext_lazy("Accepted answer")


class ShortBlock(QuestionBlock):
    answers = blocks.ListBlock(
        ShortAnswerBlock(), min_num=1, label=gettext_lazy("Answers; the first that fits counts")
    )
    case_sensitive = blocks.BooleanBlock(
        required=False, label=gettext_lazy("Capitals must be right too")
    )

    class Meta:
        icon = "title"
        label = gettext_lazy("Short answer")


class EssayBlock(QuestionBlock):
    guidance = _prose(gettext_lazy("Guidance for whoever marks it"), required=False)

    class Meta:
        icon = "edit"
        label = gettext_lazy("Essay, marked by a person")


KINDS: list[tuple[str, blocks.StructBlock]] = [
    (Kind.SINGLE.value, SingleBlock()),
    (Kind.MULTIPLE.value, MultipleBlock()),
    (Kind.TRUE_FALSE.value, TrueFalseBlock()),
    (Kind.MATCHING.value, MatchingBlock()),
    (Kind.ORDERING.value, OrderingBlock()),
    (Kind.NUMERIC.value, NumericBlock()),
    (Kind.SHORT.value, ShortBlock()),
    (Kind.ESSAY.value, EssayBlock()),
]


class ScenarioBlock(blocks.StructBlock):
    """A vignette and the questions on it."""

    stem = _prose(gettext_lazy("What happens"))
    parts = blocks.StreamBlock(KINDS, min_num=1, label=gettext_lazy("Questions on it"))
    feedback = _prose(gettext_lazy("Feedback at the end"), required=False)

    class Meta:
        icon = "group"
        label = gettext_lazy("Scenario: several questions on one story")


class QuestionStream(blocks.StreamBlock):
    """One question."""

    class Meta:
        min_num = max_num = 1

    def __init__(self, **options: Any) -> None:
        super().__init__([*KINDS, (Kind.SCENARIO.value, ScenarioBlock())], **options)
