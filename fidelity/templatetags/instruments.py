"""What is said of instruments' parts, in words."""

import re

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..comparing import Change, Difference, Kind

register = template.Library()

KINDS = {
    Kind.INSTRUMENT: gettext_lazy("The instrument"),
    Kind.DOMAIN: gettext_lazy("Domain"),
    Kind.ITEM: gettext_lazy("Item"),
    Kind.RATIO: gettext_lazy("Ratio"),
    Kind.EVIDENCE: gettext_lazy("Evidence"),
}
# A document's keys, as the builder calls them.
KEYS = {
    "slug": gettext_lazy("Short name"),
    "number": gettext_lazy("Version"),
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Name"),
    "notice": gettext_lazy("Notice"),
    "guidance": gettext_lazy("Guidance"),
    "source": gettext_lazy("Source"),
    "licence": gettext_lazy("Licence"),
    "authored_by": gettext_lazy("Written by"),
    "checked_by": gettext_lazy("Checked by"),
    "date_reviewed": gettext_lazy("Reviewed on"),
    "look": gettext_lazy("How anchors look"),
    "total.method": gettext_lazy("How the total is scored"),
    "total.over": gettext_lazy("What the total is made of"),
    "total.minimum_coverage": gettext_lazy("Least part of all that must be rated"),
    "total.places": gettext_lazy("Decimals of the total"),
    "total.bands": gettext_lazy("Band of the total"),
    "verdict.met": gettext_lazy("Verdict where it is met"),
    "verdict.not_met": gettext_lazy("Verdict where it is not met"),
    "verdict.total_at_least": gettext_lazy("Least total"),
    "verdict.each_item_at_least": gettext_lazy("Least score of each item"),
    "method": gettext_lazy("How it is scored"),
    "minimum_coverage": gettext_lazy("Least part that must be rated"),
    "places": gettext_lazy("Decimals shown"),
    "bands": gettext_lazy("Band"),
    "description": gettext_lazy("Description"),
    "examples": gettext_lazy("Examples to write"),
    "domain": gettext_lazy("Domain"),
    "definition": gettext_lazy("Definition"),
    "mode": gettext_lazy("How it is answered"),
    "minimum": gettext_lazy("Lowest rating"),
    "maximum": gettext_lazy("Highest rating"),
    "anchors": gettext_lazy("Anchor"),
    "reversed": gettext_lazy("Reversed"),
    "criteria": gettext_lazy("Criterion"),
    "lookup": gettext_lazy("Row of the look-up"),
    "decimals": gettext_lazy("Decimals are taken"),
    "least": gettext_lazy("Least number"),
    "greatest": gettext_lazy("Greatest number"),
    "partly": gettext_lazy("What partly scores"),
    "weight": gettext_lazy("Weight"),
    "at_least": gettext_lazy("Critical: least score"),
    "not_applicable": gettext_lazy("Not applicable"),
    "not_applicable_when": gettext_lazy("When it is not applicable"),
    "optional": gettext_lazy("Optional"),
    "only_if.item": gettext_lazy("Asked only because of item"),
    "only_if.is": gettext_lazy("Asked only where that is"),
    "theme": gettext_lazy("Theme"),
    "plain": gettext_lazy("In plain English"),
    "probes": gettext_lazy("Probe question"),
    "evidence": gettext_lazy("Evidence"),
    "decision_rules": gettext_lazy("Decision rules"),
    "carroll": gettext_lazy("Carroll dimension"),
    "framework": gettext_lazy("Framework text"),
    "numerator": gettext_lazy("Counts added above the line"),
    "denominator": gettext_lazy("Counts added below the line"),
    "shown": gettext_lazy("Shown as"),
}


@register.filter
def where(difference: Difference) -> str:
    if difference.kind is Kind.INSTRUMENT:
        return str(KINDS[difference.kind])
    said = {"kind": KINDS[difference.kind], "code": difference.code, "name": difference.name}
    return _("%(kind)s %(code)s, %(name)s") % said


@register.filter
def in_builders_words(faults: list[str]) -> list[str]:
    """Faults quote a document's keys. Whoever fills in the builder knows them by other names."""
    return [re.sub("(?<=“)[a-z_]+(?=”)", _label, fault) for fault in faults]


def _label(key: re.Match[str]) -> str:
    return str(KEYS.get(key[0]) or KEYS.get(f"verdict.{key[0]}") or key[0])


@register.filter
def key_words(change: Change) -> str:
    words = str(KEYS.get(change.key, change.key))
    return f"{words} {change.place}" if change.place else words
