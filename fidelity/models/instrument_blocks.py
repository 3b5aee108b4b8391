"""The editor of an instrument: a block a domain, in it a block for each item, one type a mode.

Hardly anything is required: what is half written can be saved, and its author is told what it
lacks. Numbers that may be fractions are text, as they are in a file: 2, 0.5 or 1/3.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from ..definitions import Carroll, Method, Policy, Shown
from ..tables import LONGEST_NUMBER, LONGEST_TEXT

METHODS = [
    (Method.MEAN, _("Mean of what is rated")),
    (Method.SUM, _("Sum")),
    (Method.PERCENT_OF_MAXIMUM, _("Per cent of the maximum")),
    (Method.RANGE_ADJUSTED_PERCENT, _("Per cent of the range: the lowest is 0 %")),
    (Method.NONE, _("No score")),
]
POLICIES = [
    (Policy.FORBIDDEN, _("Not offered")),
    (Policy.EXCLUDED, _("Offered, and left out of the score")),
    (Policy.LOWEST, _("Offered, and scored lowest")),
    (Policy.MET, _("Offered, and scored as met")),
]
CARROLL = [
    (Carroll.CONTENT, _("Content")),
    (Carroll.COVERAGE, _("Coverage")),
    (Carroll.FREQUENCY, _("Frequency")),
    (Carroll.DURATION, _("Duration")),
    (Carroll.COMPLEXITY, _("Moderator: complexity")),
    (Carroll.FACILITATION, _("Moderator: facilitation")),
    (Carroll.QUALITY, _("Moderator: quality of delivery")),
    (Carroll.RESPONSIVENESS, _("Moderator: participant responsiveness")),
    (Carroll.RECRUITMENT, _("Moderator: recruitment")),
    (Carroll.CONTEXT, _("Moderator: context")),
]
SHOWN = [(Shown.RATIO, _("So many to one")), (Shown.PERCENT, _("Per cent"))]


def _line(label: Any, longest: int = 200, **options: Any) -> blocks.CharBlock:
    said = {"label": label, "default": "", "max_length": longest, "required": False}
    return blocks.CharBlock(**said | options)


def _number(label: Any, **options: Any) -> blocks.CharBlock:
    return _line(label, LONGEST_NUMBER, **options)


def _text(label: Any, rows: int = 2, **options: Any) -> blocks.TextBlock:
    return blocks.TextBlock(
        label=label, default="", max_length=LONGEST_TEXT, required=False, rows=rows, **options
    )


def _whole(label: Any, least: int = -1000, greatest: int = 1000, **options: Any) -> Any:
    return blocks.IntegerBlock(
        label=label, min_value=least, max_value=greatest, required=False, **options
    )


def _choice(label: Any, choices: list, default: str = "", **options: Any) -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        choices=[(str(value), name) for value, name in choices],
        label=label,
        default=default,
        required=False,
        **options,
    )


def _listed(label: Any, of: Any, **options: Any) -> blocks.ListBlock:
    return blocks.ListBlock(of, label=label, required=False, **({"default": []} | options))


def _flag(label: Any, **options: Any) -> blocks.BooleanBlock:
    return blocks.BooleanBlock(label=label, required=False, **options)


def _code(label: Any, **options: Any) -> blocks.CharBlock:
    return _line(label, 20, **options)


class BandBlock(blocks.StructBlock):
    name = _line(_("Name"), 100)
    start = _number(_("From"), help_text=_("This score is in the band. Blank: however low."))
    stop = _number(_("Below"), help_text=_("This score is not. Blank: however high."))

    class Meta:
        icon = "order"
        label = _("Band")
        label_format = "{name}"


class EvidenceBlock(blocks.StructBlock):
    code = _code(_("Code"), help_text=_("Such as C."))
    name = _line(_("What it stands for"), help_text=_("Such as case notes."))

    class Meta:
        icon = "doc-full"
        label = _("Evidence code")
        label_format = "{code} {name}"


class StepBlock(blocks.StructBlock):
    """A row of a look-up."""

    start = _number(_("From"))
    stop = _number(_("Up to"), help_text=_("Included, but not where decimals are taken."))
    score = _number(_("Score"))
    text = _line(_("In words"), 500)

    class Meta:
        icon = "table"
        label = _("Row")
        label_format = "{start} – {stop}: {score}"


class ConditionBlock(blocks.StructBlock):
    item = _code(_("Item"), help_text=_("Its code."))
    answers = _line(_("Answers"), 500, help_text=_("With commas between them: yes, partly"))


class ItemBlock(blocks.StructBlock):
    """What items of every mode have. What is typed most stands on top; the rest is folded away."""

    code = _code(_("Code"), help_text=_("Such as W1. Left blank, it is given one on saving."))
    name = _line(_("Name"))
    definition = _text(_("Definition"), help_text=_("What is rated, and where to look."))
    weight = _number(_("Weight"), default="1", help_text=_("2 counts twice as much as 1."))
    at_least = _number(
        _("Critical: least score"),
        help_text=_("The verdict needs at least this score here. Blank: not critical."),
    )
    not_applicable = _choice(_("Not applicable"), POLICIES, default=str(Policy.FORBIDDEN))
    not_applicable_when = _text(_("When it is not applicable"))
    optional = _flag(_("Optional: left blank, it counts for nothing"))
    only_if = ConditionBlock(label=_("Asked only where another item is answered so"))
    theme = _line(_("Theme"))
    probes = _listed(_("Probe questions"), blocks.TextBlock(required=False, rows=1))
    evidence = _line(_("Evidence"), 500, help_text=_("Codes with commas between them: C, S"))
    decision_rules = _text(_("Decision rules"))
    plain = _text(_("In plain English, for individuals"))
    carroll = _choice(_("Carroll dimension"), CARROLL)
    framework = _text(_("Framework text that it goes back to"))

    class Meta:
        label_format = "{code} {name}"

    def get_form_layout(self) -> BlockGroup:
        own = [name for name in self.child_blocks if name not in ItemBlock.base_blocks]
        counts = ["weight", "at_least", "not_applicable", "not_applicable_when", "optional"]
        helps = ["theme", "probes", "evidence", "decision_rules", "plain", "carroll", "framework"]
        return BlockGroup(
            [
                *("code", "name", "definition", *own),
                _folded(_("How it counts"), "list-ol", [*counts, "only_if"]),
                _folded(_("Help for raters, and background"), "help", helps),
            ]
        )


def _folded(heading: Any, icon: str, names: list[str]) -> BlockGroup:
    return BlockGroup(names, heading=heading, icon=icon, classname="collapsed", label_format="")


class ScaleBlock(ItemBlock):
    minimum = _whole(_("Lowest rating"), default=1)
    maximum = _whole(_("Highest rating"), default=5)
    anchors = _listed(
        _("Anchors, from the lowest rating to the highest"),
        blocks.TextBlock(required=False, rows=2),
        default=[""] * 5,
    )


class AnchoredBlock(ScaleBlock):
    class Meta:
        icon = "order-up"
        label = _("Anchored")
        group = _("A scale of whole numbers, with words for each")


class AgreementBlock(ScaleBlock):
    reversed = _flag(_("Reversed: to agree is a low score"))

    class Meta:
        icon = "check"
        label = _("Agreement")
        group = _("A scale from disagree to agree; it may be reversed")


class CriteriaBlock(ItemBlock):
    criteria = _listed(_("Criteria"), blocks.TextBlock(required=False, rows=1), default=[""] * 3)
    lookup = _listed(_("How many are met gives the score"), StepBlock())

    class Meta:
        icon = "list-ul"
        label = _("Criteria")
        group = _("How many of a list are met; the number gives the score")


class NumberBlock(ItemBlock):
    decimals = _flag(_("Decimals are taken"))
    least = _number(_("Least number"), default="0")
    greatest = _number(_("Greatest number"), help_text=_("Blank: however much."))
    lookup = _listed(_("The number gives the score"), StepBlock())

    class Meta:
        icon = "decimal"
        label = _("Number")
        group = _("An amount, such as a caseload; it gives the score")


class ChecklistBlock(ItemBlock):
    has_partly = _flag(_("“Partly” can be answered"), default=True)
    partly = _number(_("Partly scores"), default="1/2", help_text=_("No scores 0, and yes 1."))
    anchors = _listed(
        _("Anchors, from no to yes"),
        blocks.TextBlock(required=False, rows=1),
        help_text=_("Give none, or one for each answer."),
    )

    class Meta:
        icon = "success"
        label = _("Checklist")
        group = _("Yes, partly or no")


class CountBlock(ItemBlock):
    class Meta:
        icon = "plus"
        label = _("Count")
        group = _("How often something happened; ratios divide counts")


class ItemStream(blocks.StreamBlock):
    """Each mode is a group by itself, called by what it is for: Wagtail shows that where one is
    chosen, and a block's description only beside a preview of it."""

    anchored = AnchoredBlock()
    agreement = AgreementBlock()
    criteria = CriteriaBlock()
    number = NumberBlock()
    checklist = ChecklistBlock()
    count = CountBlock()

    class Meta:
        required = False
        collapsed = True


class DomainBlock(blocks.StructBlock):
    code = _code(_("Code"), help_text=_("Such as W. Left blank, it is given one on saving."))
    name = _line(_("Name"))
    description = _text(_("Description"))
    items = ItemStream(label=_("Items"))
    method = _choice(_("How it is scored"), METHODS, help_text=_("Blank: as the total is."))
    minimum_coverage = _number(
        _("Least part that must be rated"), help_text=_("Such as 80% or 4/5. Blank: as the total.")
    )
    places = _whole(_("Decimals shown"), 0, 6, help_text=_("Blank: as the total."))
    weight = _number(
        _("Weight"), default="1", help_text=_("Counts where the total is made of the domains.")
    )
    bands = _listed(_("Bands of its score"), BandBlock())
    examples = _text(
        _("Examples to write"), help_text=_("What to write examples of, in free text. Blank: none.")
    )

    class Meta:
        icon = "folder-open-inverse"
        label = _("Domain")
        label_format = "{code} {name}"
        form_layout = BlockGroup(
            [
                *("code", "name", "description", "items"),
                _folded(
                    _("How the domain is scored"),
                    "list-ol",
                    ["method", "minimum_coverage", "places", "weight", "bands"],
                ),
                _folded(_("Examples in free text"), "edit", ["examples"]),
            ]
        )


class RatioBlock(blocks.StructBlock):
    code = _code(_("Code"))
    name = _line(_("Name"))
    numerator = _line(_("The sum of these counts"), 500, help_text=_("Codes with commas: R, Q"))
    denominator = _line(_("divided by the sum of these"), 500)
    shown = _choice(_("Shown as"), SHOWN, default=str(Shown.RATIO))
    places = _whole(_("Decimals shown"), 0, 6, default=2)
    bands = _listed(_("Bands"), BandBlock())

    class Meta:
        icon = "plus-inverse"
        label = _("Ratio")
        label_format = "{code} {name}"
