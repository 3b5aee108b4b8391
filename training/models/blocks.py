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
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtailnhsukfrontend import blocks as nhsuk

from ..questions import Kind, parts_of

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


def ending(document: Any) -> str:
    return PurePath(document.filename).suffix.lower()


class CalloutBlock(nhsuk.InsetTextBlock):
    title = blocks.CharBlock(max_length=120, label=gettext_lazy("Title"))
    body = blocks.RichTextBlock(features=PROSE, label=gettext_lazy("Text"))

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Callout")
        template = "training/blocks/callout.html"
        form_layout = ["title", "body"]


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
    sheet = DocumentChooserBlock(
        required=False,
        label=gettext_lazy("A sheet to print (.pdf)"),
        help_text=gettext_lazy("Without one, learners can print the exercise with room to write."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        if value["sheet"] and ending(value["sheet"]) != ".pdf":
            sentence = gettext_lazy("The sheet must be a .pdf file.")
            raise blocks.StructBlockValidationError(
                block_errors={"sheet": ValidationError(sentence)}
            )
        return value

    class Meta:
        icon = "edit"
        label = gettext_lazy("Exercise")
        template = "training/blocks/exercise.html"


class FilmBlock(WholeBlock):
    """A film that is kept here, never one of another site. No film without its words."""

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
            if value[name] and ending(value[name]) not in allowed
        }
        if wrong:
            raise blocks.StructBlockValidationError(block_errors=wrong)
        return value


class ReflectionBlock(blocks.StructBlock):
    """What the learner writes is theirs alone (models.journal), and is found by the block's id."""

    prompt = blocks.TextBlock(label=gettext_lazy("Something to think about"))

    class Meta:
        icon = "help"
        label = gettext_lazy("Reflection")
        template = "training/blocks/reflection.html"


class QuestionInPageBlock(blocks.StructBlock):
    """A question to try at once. What is answered is checked and not kept."""

    question = SnippetChooserBlock("training.Question", label=gettext_lazy("Question"))

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        chosen = value["question"]
        if chosen and any(part["kind"] == Kind.ESSAY for part in parts_of(chosen.definition)):
            sentence = gettext_lazy("An essay cannot be checked at once. Choose another question.")
            raise blocks.StructBlockValidationError(
                block_errors={"question": ValidationError(sentence)}
            )
        return value

    class Meta:
        icon = "help"
        label = gettext_lazy("Question to try")
        template = "training/blocks/question.html"


class PictureBlock(ImageBlock):
    """Published only with words for those who cannot see it, or marked as decoration."""

    class Meta:
        label = gettext_lazy("Picture")
        template = "training/blocks/picture.html"


class DocumentBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=gettext_lazy("Title"))
    document = DocumentChooserBlock(label=gettext_lazy("Document"))

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Document")
        template = "training/blocks/document.html"


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
    question = QuestionInPageBlock()
    picture = PictureBlock()
    document = DocumentBlock()
