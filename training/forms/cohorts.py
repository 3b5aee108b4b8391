from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from lib.forms import DesignSystemForm

from ..models import Cohort, CoursePage
from .fields import DayField, PageField, WhereField


class CohortForm(DesignSystemForm):
    """Which course and whose people is settled when the cohort is made."""

    name = forms.CharField(
        label=_("Name"), help_text=_("Such as “Spring 2027 starters”."), max_length=100
    )
    course = PageField(
        label=_("Course"), queryset=CoursePage.objects.none(), empty_label=_("Choose a course")
    )
    starts_on = DayField(label=_("First day"), initial=timezone.localdate)
    due_on = DayField(
        label=_("To be finished by (if you like)"),
        help_text=_("Learners see this day. Leave it empty if there is none."),
        required=False,
    )

    def __init__(self, *args: Any, by: User, cohort: Cohort | None = None, **kwargs: Any) -> None:
        if cohort:
            values = {name: getattr(cohort, name) for name in ("name", "starts_on", "due_on")}
            kwargs["initial"] = values
        super().__init__(*args, **kwargs)
        if cohort:
            del self.fields["course"]
        else:
            # Also the course for supervisors, which most leads do not take themselves.
            courses = CoursePage.objects.open().order_by("title")
            cast(PageField, self.fields["course"]).queryset = courses
            self.fields["agency"] = WhereField(by=by, label=_("Whose people"))
            self.order_fields(["name", "course", "agency", "starts_on", "due_on"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts_on, due_on = given.get("starts_on"), given.get("due_on")
        if starts_on and due_on and due_on < starts_on:
            self.add_error("due_on", _("Choose a day that is not before the first day."))
        return given


class DueDayForm(DesignSystemForm):
    due_on = DayField(
        label=_("To be finished by"),
        help_text=_("Leave it empty for the day of the cohort."),
        required=False,
    )


class LeaveForm(DesignSystemForm):
    reason = forms.CharField(
        label=_("Why they leave the cohort"),
        help_text=_("Such as “moved to another team”. Nothing about health, please."),
        max_length=200,
    )


class ExtraTimeForm(DesignSystemForm):
    percent = forms.IntegerField(
        label=_("Extra time, in per cent of the time limit"),
        help_text=_("25 makes 20 minutes into 25. Enter 0 to end it."),
        min_value=0,
        max_value=300,
        error_messages={
            "invalid": _("Write a whole number, such as 25."),
            "min_value": _("Write a number from 0 to 300."),
            "max_value": _("Write a number from 0 to 300."),
        },
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("A few words, such as “agreed adjustment”. Nothing about health, please."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("percent") and not given.get("reason"):
            self.add_error("reason", _("Say in a few words why, for whoever looks at it later."))
        return given
