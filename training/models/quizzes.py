"""A quiz as its trainer writes it. What a learner is asked is a frozen copy: attempts.Attempt."""

from collections.abc import Iterable
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from .. import marking
from .tree import TrainingPage

NO_QUESTIONS = _("Add at least one question before you publish this quiz.")


def fault_in_question(text: str, kind: str, correct: Iterable[bool]) -> str | None:
    """What is wrong with a question whose choices are correct or not, in the order given."""
    choices = list(correct)
    named = {"question": text}
    if len(choices) < 2:
        return _("Give “%(question)s” at least two choices.") % named
    if kind == Question.Kind.SINGLE and sum(choices) != 1:
        return _("Tick exactly one correct choice in “%(question)s”.") % named
    if not any(choices):
        return _("Tick at least one correct choice in “%(question)s”.") % named
    return None


class QuizPageForm(WagtailAdminPageForm):
    """Refuses to publish a quiz that cannot be marked; a draft may have gaps."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_deferred_validation or "questions" not in self.formsets:
            return cleaned
        forms = [f for f in kept(self.formsets["questions"]) if f.is_valid()]
        for form in forms:
            choices = [c.cleaned_data for c in kept(form.formsets["choices"]) if c.is_valid()]
            question = form.cleaned_data
            fault = fault_in_question(
                question["text"], question["kind"], [c["correct"] for c in choices]
            )
            if fault:
                form.add_error("text", fault)
        if not kept(self.formsets["questions"]):
            self.add_error(None, NO_QUESTIONS)
        return cleaned


def kept(formset: Any) -> list:
    formset.is_valid()
    return [form for form in formset.forms if form not in formset.deleted_forms]


class QuizPage(TrainingPage):
    introduction = models.TextField(_("introduction"), blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, per cent"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )

    template = "training/quiz.html"
    parent_page_types = ["training.ModulePage"]
    subpage_types: list[str] = []
    base_form_class = QuizPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("pass_mark"),
        InlinePanel("questions", heading=_("Questions"), label=_("Question")),
    ]

    def faults(self) -> list[str]:
        questions = list(self.questions.all())
        if not questions and self.pk:  # a new page is saved before its questions are
            return [str(NO_QUESTIONS)]
        return [fault for question in questions if (fault := question.fault())]

    def as_paper(self) -> marking.Paper:
        """The quiz as it stands now, to be kept with an attempt."""
        return {
            "title": self.title,
            "pass_mark": self.pass_mark,
            "rule": marking.ALL_OR_NOTHING,
            "questions": [q.as_paper() for q in self.questions.prefetch_related("choices")],
        }


class Question(ClusterableModel, Orderable):
    class Kind(models.TextChoices):
        SINGLE = "single", _("One choice is correct")
        MULTIPLE = "multiple", _("Several choices may be correct")

    page = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField(_("question"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SINGLE)
    explanation = models.TextField(
        _("explanation"), blank=True, help_text=_("Shown with the result, right or wrong.")
    )

    panels = [
        FieldPanel("text"),
        FieldPanel("kind"),
        InlinePanel("choices", heading=_("Choices"), label=_("Choice")),
        FieldPanel("explanation"),
    ]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.text

    def fault(self) -> str | None:
        return fault_in_question(self.text, self.kind, [c.correct for c in self.choices.all()])

    def as_paper(self) -> marking.PaperQuestion:
        return {
            "key": str(self.pk),
            "text": self.text,
            "kind": self.kind,
            "explanation": self.explanation,
            "choices": [
                {"key": str(c.pk), "text": c.text, "correct": c.correct} for c in self.choices.all()
            ],
        }


class Choice(Orderable):
    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    text = models.CharField(_("choice"), max_length=500)
    correct = models.BooleanField(_("correct"), default=False)

    panels = [FieldPanel("text"), FieldPanel("correct")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.text
