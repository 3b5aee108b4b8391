"""A quiz as its trainer sets it up. What a learner is asked is a frozen copy: attempts.Attempt."""

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from ..papers import Candidate, Paper, paper_questions
from .bank import Outcome, Question
from .prerequisites import LockablePage, LockablePageForm


def faults_in_choice(picked: Iterable[Question], drawn: Iterable[tuple[Outcome, int]]) -> list[str]:
    """Why a quiz of these questions, and of so many drawn of each outcome, cannot be asked."""
    picked, drawn = list(picked), list(drawn)
    if not picked and not drawn:
        return [_now("Add at least one question before you publish this quiz.")]
    found = [
        _now("“%(question)s” is in this quiz twice.") % {"question": question}
        for question, times in Counter(picked).items()
        if times > 1
    ]
    found += [
        _now("“%(question)s” is retired. Choose another question.") % {"question": question}
        for question in picked
        if question.is_retired
    ]
    twice = [outcome for outcome, times in Counter(o for o, _n in drawn).items() if times > 1]
    found += [_now("“%(outcome)s” is drawn from twice.") % {"outcome": o} for o in twice]
    return found + [fault for o, n in drawn if (fault := _fault_in_draw(o, n, picked))]


def _fault_in_draw(outcome: Outcome, number: int, picked: list[Question]) -> str | None:
    there = outcome.questions.in_use().exclude(pk__in=[q.pk for q in picked]).count()
    if there >= number:
        return None
    sentence = ngettext(
        "“%(outcome)s” has %(there)d question to draw from, and the quiz asks for %(number)d.",
        "“%(outcome)s” has %(there)d questions to draw from, and the quiz asks for %(number)d.",
        there,
    )
    return sentence % {"outcome": outcome, "there": there, "number": number}


class QuizPageForm(LockablePageForm):
    """Refuses to publish a quiz that cannot be asked; a draft may have gaps."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_deferred_validation or "questions" not in self.formsets:
            return cleaned
        picked = [row["question"] for row in _rows(self.formsets["questions"])]
        drawn = [(row["outcome"], row["number"]) for row in _rows(self.formsets["draws"])]
        for fault in faults_in_choice(picked, drawn):
            self.add_error(None, fault)
        return cleaned


def _rows(formset: Any) -> list[dict[str, Any]]:
    """What is filled in properly and not taken away; the rest has errors of its own."""
    formset.is_valid()
    kept = [form for form in formset.forms if form not in formset.deleted_forms]
    return [form.cleaned_data for form in kept if form.is_valid() and form.cleaned_data]


class QuizPage(LockablePage):
    class Feedback(models.TextChoices):
        END = "end", _("At the end: what was right, and why")
        EACH = "each", _("After each question")
        WRONG = "wrong", _("At the end: which were wrong, but not the answers")

    class Counts(models.TextChoices):
        BEST = "best", _("The best attempt counts")
        LAST = "last", _("The last attempt counts")

    introduction = models.TextField(_("introduction"), blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, per cent"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    shuffle_questions = models.BooleanField(_("questions in random order"), default=False)
    shuffle_choices = models.BooleanField(_("choices in random order"), default=False)
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leave empty for as many as people like."),
    )
    wait_hours = models.PositiveSmallIntegerField(
        _("hours between attempts"),
        default=0,
        validators=[MaxValueValidator(24 * 30)],
        help_text=_("Time to look at the lessons again."),
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit, minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(480)],
        help_text=_("Leave empty for none. People may be given more time on their own page."),
    )
    feedback = models.CharField(
        _("feedback"), max_length=10, choices=Feedback, default=Feedback.END
    )
    counts = models.CharField(
        _("which attempt counts"), max_length=10, choices=Counts, default=Counts.BEST
    )
    marked_blind = models.BooleanField(_("essays are marked without names"), default=True)

    text_if_passed = models.TextField(
        _("text for people who passed"),
        blank=True,
        help_text=_("Shown with the result. Say what they can do now."),
    )
    text_if_not_passed = models.TextField(
        _("text for people who did not pass yet"),
        blank=True,
        help_text=_("Shown with the result. Say kindly what to look at before the next attempt."),
    )

    template = "training/quiz.html"
    parent_page_types = ["training.ModulePage"]
    subpage_types: list[str] = []
    base_form_class = QuizPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("minutes"),
        InlinePanel(
            "questions", heading=_("Questions that everybody is asked"), label=_("Question")
        ),
        InlinePanel("draws", heading=_("Questions drawn at random"), label=_("Draw")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("counts")]),
                FieldRowPanel([FieldPanel("attempts_allowed"), FieldPanel("wait_hours")]),
                FieldPanel("time_limit"),
                FieldPanel("feedback"),
                FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_choices")]),
                FieldPanel("marked_blind"),
            ],
            heading=_("How it is taken and marked"),
        ),
        MultiFieldPanel(
            [FieldPanel("text_if_passed"), FieldPanel("text_if_not_passed")],
            heading=_("What is said with the result"),
        ),
        *LockablePage.lock_panels,
    ]

    @property
    def number_of_questions(self) -> int:
        """How many are picked and drawn; a scenario counts once."""
        picked = self.questions.filter(question__is_retired=False)
        return picked.count() + sum(draw.number for draw in self.draws.all())

    def paper(self, asked: Sequence[Candidate], chance: Random) -> Paper:
        """What an attempt keeps of the quiz, as it is set up now and asks these questions."""
        return {
            "format": 2,
            "title": self.title,
            "pass_mark": self.pass_mark,
            "feedback": self.feedback,
            "time_limit": self.time_limit,
            "text_if_passed": self.text_if_passed,
            "text_if_not_passed": self.text_if_not_passed,
            "questions": paper_questions(
                asked,
                chance,
                shuffle_questions=self.shuffle_questions,
                shuffle_choices=self.shuffle_choices,
            ),
        }

    def faults(self) -> list[str]:
        picked = [pick.question for pick in self.questions.all()]
        drawn = [(draw.outcome, draw.number) for draw in self.draws.all()]
        if not picked and not drawn and not self.pk:
            return []  # a new page is saved before its questions are
        return [*super().faults(), *faults_in_choice(picked, drawn)]


class QuizQuestion(Orderable):
    """A question that everybody who takes the quiz is asked."""

    page = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="questions")
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="+", verbose_name=_("question")
    )

    panels = [FieldPanel("question")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.question)


class QuizDraw(Orderable):
    """So many questions of a learning outcome, drawn anew for each attempt."""

    page = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="draws")
    outcome = models.ForeignKey(
        Outcome, models.PROTECT, related_name="+", verbose_name=_("learning outcome")
    )
    number = models.PositiveSmallIntegerField(
        _("how many questions"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    panels = [FieldRowPanel([FieldPanel("outcome"), FieldPanel("number")])]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.number} × {self.outcome}"
