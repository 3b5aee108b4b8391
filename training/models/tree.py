"""What all pages of the course tree share: who may open them, and what "published" means."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponseBase
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from agencies.models import User
from agencies.requests import SignedInRequest
from agencies.roles import Permission, Role

from .page_permissions import TrainingPagePermissions


def below_a_draft() -> Exists:
    """That a page, or one above it, is not published: a course taken down takes its lessons."""
    path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    drafts_on_the_way = Page.objects.not_live().annotate(own=path)
    return Exists(drafts_on_the_way.filter(own__startswith=F("path")))


def meant_for_others(user: User) -> Exists:
    """That a page is, or is in, a module of agencies to which this person does not belong, or a
    course for supervisors when they are none."""
    mine = [m.agency_id for m in user.held if m.agency_id]
    others = Q(modulepage__agencies__isnull=False) & ~Q(modulepage__agencies__in=mine)
    if Role.SUPERVISOR not in user.roles:
        others |= Q(coursepage__audience="supervisors")
    path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    return Exists(Page.objects.filter(others).annotate(own=path).filter(own__startswith=F("path")))


def shut_to(user: User) -> Q:
    """Authors open everything that is published."""
    if Permission.AUTHOR_TRAINING in user.permissions:
        return Q(below_a_draft())
    return Q(below_a_draft()) | Q(meant_for_others(user))


class TrainingPageQuerySet(PageQuerySet):
    def open(self) -> Self:
        """Look one up by `id`: a page's `pk` points to its parent table, and Django would hand a
        number too long for the column to the database, which answers with an error."""
        return self.exclude(below_a_draft())

    def open_to(self, user: User) -> Self:
        """Those of the open pages that this person may open."""
        return self.exclude(shut_to(user))

    def meant_for(self, user: User) -> Self:
        """Those of the open pages that this person is held to."""
        return self.open().exclude(meant_for_others(user))


class TrainingPage(Page):
    """A page for people who may take training."""

    work = "training:courses"  # the link of the header that it belongs to
    admin_default_ordering = "ord"  # authors see a course in its order

    objects = PageManager.from_queryset(TrainingPageQuerySet)()

    class Meta:
        abstract = True

    def serve(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Permission.TAKE_TRAINING not in request.user.permissions:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Wagtail looks at each page above, and nearly always in vain."""
        restrictions = PageViewRestriction.objects.all()
        return super().get_view_restrictions() if restrictions.exists() else restrictions.none()

    def permissions_for_user(self, user: User) -> TrainingPagePermissions:
        return TrainingPagePermissions(user, self)

    def faults(self) -> list[str]:
        """What must be mended before publication, in sentences."""
        return []

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        """The editor's form has said this beside the fields; here it holds for every other way."""
        if clean and self.live and (faults := self.faults()):
            raise ValidationError(faults)
        return super().save(clean=clean, **kwargs)
