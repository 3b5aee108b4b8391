"""What all pages of the course tree share: who may open them, and what "published" means."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.http import Http404, HttpResponseBase
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from agencies.requests import SignedInRequest
from agencies.roles import Permission


def below_a_draft() -> Exists:
    """That a page, or one above it, is not published: a course taken down takes its lessons."""
    path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    drafts_on_the_way = Page.objects.not_live().annotate(own=path)
    return Exists(drafts_on_the_way.filter(own__startswith=F("path")))


class TrainingPageQuerySet(PageQuerySet):
    def open(self) -> Self:
        """Look one up by `id`: a page's `pk` points to its parent table, and Django would hand a
        number too long for the column to the database, which answers with an error."""
        return self.exclude(below_a_draft())


class TrainingPage(Page):
    """A page for people who may take training."""

    work = "training:courses"  # the link of the header that it belongs to

    objects = PageManager.from_queryset(TrainingPageQuerySet)()

    class Meta:
        abstract = True

    def serve(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Permission.TAKE_TRAINING not in request.user.permissions:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def faults(self) -> list[str]:
        """What must be mended before publication, in sentences."""
        return []

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        """The editor's form has said this beside the fields; here it holds for every other way."""
        if clean and self.live and (faults := self.faults()):
            raise ValidationError(faults)
        return super().save(clean=clean, **kwargs)
