"""What must come first before a module, lesson or quiz opens, as its trainer sets it."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import DateBlock, PageChooserBlock, StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from .. import locks
from .tree import TrainingPage

ANY = "any"


class PrerequisiteBlocks(StreamBlock):
    module = PageChooserBlock(
        page_type="training.ModulePage", label=_("This module is complete"), icon="folder-open-1"
    )
    quiz = PageChooserBlock(
        page_type="training.QuizPage", label=_("This quiz is passed"), icon="help"
    )
    day = DateBlock(label=_("This day has come"))


class LockablePageForm(WagtailAdminPageForm):
    """Refuses to publish what would wait for itself; a draft may."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = cleaned.get("prerequisites")
        if chosen and not self.is_deferred_validation:
            rule = rule_of(chosen.raw_data, cleaned["prerequisites_rule"])
            if fault := fault_in(self.instance, self.parent_page, rule):
                self.add_error("prerequisites", fault)
        return cleaned


class LockablePage(TrainingPage):
    """A page that can stay closed until something else is done. Without that, any order will do."""

    class Combination(models.TextChoices):
        ALL = "all", _("All of these")
        ANY = ANY, _("Any one of these")

    prerequisites_rule = models.CharField(
        _("what is needed"), max_length=3, choices=Combination, default=Combination.ALL
    )
    prerequisites = StreamField(
        PrerequisiteBlocks(), blank=True, verbose_name=_("what comes first")
    )

    base_form_class = LockablePageForm
    lock_panels = [
        MultiFieldPanel(
            [FieldPanel("prerequisites_rule"), FieldPanel("prerequisites")],
            heading=_("What comes first"),
            help_text=_(
                "Leave this empty, and people take it in any order. What can no longer be met, "
                "such as a quiz that was taken down, does not count."
            ),
        )
    ]

    class Meta:
        abstract = True

    def faults(self) -> list[str]:
        """A new page is saved before it has a place in the tree: its form has looked."""
        if not self.prerequisites or not self.pk:
            return super().faults()
        rule = rule_of(self.prerequisites.raw_data, self.prerequisites_rule)
        fault = fault_in(self, self.get_parent(), rule)
        return [*super().faults(), *([fault] if fault else [])]


def rule_of(chosen: Iterable[dict[str, Any]] | None, combination: str | None) -> locks.Rule:
    """The blocks as they are stored: {"type": …, "value": a page's id, or a day}."""
    targets = (_target(block["type"], block["value"]) for block in chosen or ())
    conditions = tuple(locks.Condition(target) for target in targets if target)
    return locks.Rule(conditions, any_will_do=combination == ANY)


def _target(kind: str, value: Any) -> int | date | None:
    return date.fromisoformat(str(value)) if kind == "day" and value else value


def with_rules(pages: Any) -> Any:
    """Pages with what they wait for, as JSON, whichever of the three they are."""
    kinds = ("modulepage", "lessonpage", "quizpage")
    return pages.annotate(
        combination=Coalesce(*(F(f"{kind}__prerequisites_rule") for kind in kinds)),
        chosen=Cast(Coalesce(*(F(f"{kind}__prerequisites") for kind in kinds)), models.TextField()),
    )


def fault_in(page: Page, parent: Page, rule: locks.Rule) -> str | None:
    """That a page with this rule would wait for itself."""
    own = locks.Part(page.pk or 0, rule, parent.pk)
    parts = [own, *(part for part in _published_parts() if part.key != own.key)]
    if locks.waits_for_itself(own, parts):
        return _now(
            "“%(title)s” would never open: what it waits for cannot be done without it. "
            "Take something out of “What comes first”."
        ) % {"title": page.title}
    return None


def _published_parts() -> Iterator[locks.Part]:
    pages = Page.objects.live().exclude(modulepage=None, lessonpage=None, quizpage=None)
    rows = list(with_rules(pages).values_list("id", "path", "chosen", "combination"))
    ids = {path: key for key, path, _chosen, _combination in rows}
    for key, path, chosen, combination in rows:
        module = ids.get(path[: -Page.steplen])
        yield locks.Part(key, rule_of(json.loads(chosen), combination), module)
