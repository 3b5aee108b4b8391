"""The parts that a trainer builds a lesson from."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.rich_text import RichText
from wagtailnhsukfrontend import blocks as nhsuk

INLINE = ["bold", "italic", "link"]
PROSE = [*INLINE, "ol", "ul"]


class WholeBlock(blocks.StructBlock):
    """A block that is published only when it is whole; `needs` says why each part is there.

    A draft may have gaps.
    """

    needs: ClassVar[Mapping[str, Any]] = {}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        if not self.is_deferred_validation:
            missing = {
                name: ValidationError(sentence)
                for name, sentence in self.needs.items()
                if is_blank(value.get(name))
            }
            if missing:
                raise blocks.StructBlockValidationError(block_errors=missing)
        return super().clean(value)


def is_blank(value: object) -> bool:
    """An emptied rich text editor sends an empty paragraph, not nothing."""
    text = value.source if isinstance(value, RichText) else value
    return not strip_tags(str(text or "")).replace("\xa0", " ").strip()


class CalloutBlock(nhsuk.InsetTextBlock):
    title = blocks.CharBlock(max_length=120, label=gettext_lazy("Title"))
    body = blocks.RichTextBlock(features=PROSE, label=gettext_lazy("Text"))

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Callout")
        template = "training/blocks/callout.html"


class DoBlock(nhsuk.DoBlock):
    heading_level = None
    label = None
    do = blocks.ListBlock(blocks.RichTextBlock(features=INLINE), label=gettext_lazy("Do"))

    class Meta:
        icon = "check"
        label = gettext_lazy("Do list")

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        return {**context, "heading_level": 2, "label": _("Do")}


class DontBlock(nhsuk.DontBlock):
    heading_level = None
    label = None
    dont = blocks.ListBlock(blocks.RichTextBlock(features=INLINE), label=gettext_lazy("Don’t"))

    class Meta:
        label = gettext_lazy("Don’t list")

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        return {**context, "heading_level": 2, "label": _("Don’t")}


class CaseStudyBlock(WholeBlock):
    """One story told twice, as the model asks: by the worker and by the individual."""

    title = blocks.CharBlock(max_length=120, label=gettext_lazy("Title"))
    worker_name = blocks.CharBlock(max_length=80, label=gettext_lazy("Worker’s published name"))
    worker = blocks.RichTextBlock(features=PROSE, label=gettext_lazy("The worker’s side"))
    individual_name = blocks.CharBlock(
        max_length=80, label=gettext_lazy("Individual’s published name")
    )
    individual = blocks.RichTextBlock(features=PROSE, label=gettext_lazy("The individual’s side"))

    needs = {
        "worker": gettext_lazy("Tell the worker’s side as well."),
        "individual": gettext_lazy("Tell the individual’s side as well."),
    }

    class Meta:
        icon = "group"
        label = gettext_lazy("Case study in two voices")
        template = "training/blocks/case_study.html"


class ExerciseBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=gettext_lazy("Title"))
    minutes = blocks.IntegerBlock(min_value=1, max_value=480, label=gettext_lazy("Minutes"))
    body = blocks.RichTextBlock(features=PROSE, label=gettext_lazy("What to do"))

    class Meta:
        icon = "edit"
        label = gettext_lazy("Exercise")
        template = "training/blocks/exercise.html"


class FilmBlock(WholeBlock):
    title = blocks.CharBlock(max_length=120, label=gettext_lazy("Title"))
    video = DocumentChooserBlock(label=gettext_lazy("Film (.mp4 or .webm)"))
    captions = DocumentChooserBlock(label=gettext_lazy("Captions (.vtt)"))
    transcript = blocks.RichTextBlock(features=PROSE, label=gettext_lazy("Transcript"))

    needs = {
        "video": gettext_lazy("Choose the film."),
        "captions": gettext_lazy(
            "Choose a captions file. Without captions, people who cannot hear miss the film."
        ),
        "transcript": gettext_lazy(
            "Write the transcript. Without one, people who cannot see or play the film miss it."
        ),
    }
    endings: ClassVar[Mapping[str, tuple[set[str], Any]]] = {
        "video": ({".mp4", ".webm"}, gettext_lazy("The film must be an .mp4 or .webm file.")),
        "captions": ({".vtt"}, gettext_lazy("The captions must be a .vtt file.")),
    }

    class Meta:
        icon = "media"
        label = gettext_lazy("Film")
        template = "training/blocks/film.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        wrong = {
            name: ValidationError(sentence)
            for name, (allowed, sentence) in self.endings.items()
            if value[name] and PurePath(value[name].filename).suffix.lower() not in allowed
        }
        if wrong:
            raise blocks.StructBlockValidationError(block_errors=wrong)
        return value


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.TextBlock(label=gettext_lazy("Something to think about"))

    class Meta:
        icon = "help"
        label = gettext_lazy("Reflection")
        template = "training/blocks/reflection.html"


class LessonBlocks(blocks.StreamBlock):
    text = blocks.RichTextBlock(
        features=["h2", "h3", *PROSE], icon="pilcrow", label=gettext_lazy("Text")
    )
    callout = CalloutBlock()
    do = DoBlock()
    dont = DontBlock()
    case_study = CaseStudyBlock()
    exercise = ExerciseBlock()
    film = FilmBlock()
    reflection = ReflectionBlock()
