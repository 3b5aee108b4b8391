"""Where questions are kept. What people are asked is a version, which never changes."""

from typing import Any, Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin
from wagtail.search import index

from ..formats.canonical import as_seen
from ..papers import Candidate
from ..questions import Definition, Kind, plain
from .question_blocks import QuestionStream
from .question_content import definition_of

KINDS = {
    Kind.SINGLE: _("Single choice"),
    Kind.MULTIPLE: _("Several choices"),
    Kind.TRUE_FALSE: _("True or false"),
    Kind.MATCHING: _("Matching"),
    Kind.ORDERING: _("Put in order"),
    Kind.NUMERIC: _("Number"),
    Kind.SHORT: _("Short answer"),
    Kind.ESSAY: _("Essay"),
    Kind.SCENARIO: _("Scenario"),
}


class QuestionBank(models.Model):
    """Questions that belong together, for as many quizzes as wish to use them."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    description = models.TextField(_("description"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("description")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")

    def __str__(self) -> str:
        return self.name


class Outcome(models.Model):
    """Something that people can do after learning. Questions test it; scores are given by it."""

    name = models.CharField(
        _("name"),
        max_length=200,
        unique=True,
        help_text=_("What somebody can do, such as “Talks openly about boundaries”."),
    )

    panels = [FieldPanel("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("learning outcome")
        verbose_name_plural = _("learning outcomes")

    def __str__(self) -> str:
        return self.name


class QuestionQuerySet(models.QuerySet):
    def in_use(self) -> Self:
        """Those that quizzes may still ask."""
        return self.filter(is_retired=False)


class Question(PreviewableMixin, index.Indexed, models.Model):
    """A question of a bank. Saving it keeps a new version whenever its content has changed.

    It has no revisions of Wagtail's: with them the editor would save by itself every half second,
    and each save of a question half written would be a version that people are asked.
    """

    bank = models.ForeignKey(
        QuestionBank, models.PROTECT, related_name="questions", verbose_name=_("bank")
    )
    outcome = models.ForeignKey(
        Outcome,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("learning outcome"),
    )
    content = StreamField(QuestionStream(), verbose_name=_("question"))
    is_retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("Quizzes no longer ask it. Old attempts keep it."),
    )
    kind = models.CharField(_("type"), max_length=20, choices=KINDS, editable=False)
    words = models.TextField(editable=False)  # of the question, for lists and searching
    version = models.ForeignKey(
        "QuestionVersion", models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    panels = [
        FieldPanel("bank"),
        FieldPanel("outcome"),
        FieldPanel("content"),
        FieldPanel("is_retired"),
    ]
    search_fields = [
        index.SearchField("words"),
        index.AutocompleteField("words"),
        index.FilterField("bank"),
        index.FilterField("outcome"),
        index.FilterField("kind"),
        index.FilterField("is_retired"),
    ]

    class Meta:
        ordering = ["pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return Truncator(self.words).chars(100)

    def save(self, *args: Any, **kwargs: Any) -> None:
        definition = self.definition
        self.kind, self.words = definition["kind"], plain(definition["stem"])
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "kind", "words"}
        with transaction.atomic():
            super().save(*args, **kwargs)
            self._keep_version(definition)

    @property
    def definition(self) -> Definition:
        (block,) = self.content
        return definition_of(block.block_type, block.value)

    def _keep_version(self, definition: Definition) -> None:
        # The row is locked, so that two editors do not both write the next number.
        Question.objects.select_for_update().get(pk=self.pk)
        last = self.versions.order_by("-number").first()
        if last and last.outcome_id == self.outcome_id and _alike(last.definition, definition):
            return
        self.version = self.versions.create(
            number=last.number + 1 if last else 1, definition=definition, outcome=self.outcome
        )
        Question.objects.filter(pk=self.pk).update(version=self.version)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "training/question_preview.html"


def _alike(one: Definition, other: Definition) -> bool:
    """The editor adds marks of its own to a text that was only looked at."""
    return one == other or as_seen(one) == as_seen(other)


class NeverChanged(Exception):
    """A version of a question stays as it was asked: save the question, and a new one is made."""


class VersionQuerySet(models.QuerySet):
    def update(self, **values: Any) -> int:
        raise NeverChanged


class QuestionVersion(models.Model):
    """What a question said and how it was marked, at one time. Never changed."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    outcome = models.ForeignKey(Outcome, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="question_version_has_its_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise NeverChanged
        super().save(*args, **kwargs)

    def as_candidate(self) -> Candidate:
        return Candidate(
            version=self.pk,
            question=self.question_id,
            outcome=self.outcome.name if self.outcome else "",
            definition=self.definition,
        )
