from datetime import datetime
from typing import Any, cast

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, User
from lib.forms import DesignSystemForm

from ..models import ModulePage, Workshop, WorkshopSession, learners_of
from .fields import DayField, PageField, TickField, WhereField

YEARS = range(2000, 2101)


class ModuleField(PageField):
    def label_from_instance(self, module: ModulePage) -> str:
        if module.attendance_completes or module.needs_attendance:
            return _("%(module)s (attending completes it)") % {"module": module.title}
        return module.title


class WorkshopForm(DesignSystemForm):
    """Whose people it is for is settled when the workshop is made."""

    title = forms.CharField(label=_("Title"), max_length=200)
    module = ModuleField(
        label=_("Module that it teaches"),
        queryset=ModulePage.objects.none(),
        required=False,
        empty_label=_("None of the modules here"),
    )
    place = forms.CharField(label=_("Place"), max_length=200)
    led_by_name = forms.CharField(
        label=_("Trainer’s name"),
        help_text=_("Whoever teaches it. If that is you, leave your name as it is."),
        max_length=200,
    )
    is_cascade = forms.BooleanField(
        label=_("Taught by local staff, who pass on what they have learned"), required=False
    )
    notes = forms.CharField(
        label=_("Notes for those who come (if you like)"),
        help_text=_("Such as what to bring, or how to get in."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, by: User, workshop: Workshop | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"led_by_name": str(by)}
        if workshop:
            kwargs["initial"] = {name: getattr(workshop, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        modules = ModulePage.objects.open_to(by).order_by("path")
        cast(ModuleField, self.fields["module"]).queryset = modules
        if not workshop:
            self.fields["agency"] = WhereField(by=by, label=_("Who can come"))
            self.order_fields(["title", "agency"])


class TimeField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(
            format="%H:%M", attrs={"type": "time", "class": "nhsuk-input--width-5"}
        )
        super().__init__(widget=widget, **kwargs)


class SessionForm(DesignSystemForm):
    """A session begins and ends on one day; `times` are what it comes to."""

    on = DayField(label=_("Day"))
    begins = TimeField(label=_("Begins at"))
    ends = TimeField(label=_("Ends at"))
    place = forms.CharField(
        label=_("Place, if it is not that of the workshop"), max_length=200, required=False
    )

    def __init__(self, *args: Any, session: WorkshopSession, **kwargs: Any) -> None:
        if session.pk:
            begun, ended = map(timezone.localtime, (session.starts_at, session.ends_at))
            kwargs["initial"] = {
                "on": begun.date(),
                "begins": begun.time(),
                "ends": ended.time(),
                "place": session.place,
            }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        if given["on"].year not in YEARS:
            self.add_error("on", _("Check the year of this day."))
        elif given["ends"] <= given["begins"]:
            self.add_error("ends", _("Choose a time after the beginning."))
        else:
            self.times = {
                "starts_at": timezone.make_aware(datetime.combine(given["on"], given["begins"])),
                "ends_at": timezone.make_aware(datetime.combine(given["on"], given["ends"])),
            }
        return given


class RegisterForm(DesignSystemForm):
    """Who was there. For a workshop of the whole programme an agency is chosen first, whose people
    are listed below those who are on the register already."""

    present = TickField(
        label=_("Who was there"),
        queryset=User.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": _("Somebody on your list is not here any more. Look at it again."),
        },
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(
        self, *args: Any, session: WorkshopSession, agency: Agency | None = None, **kwargs: Any
    ) -> None:
        recorded = session.attendances.filter(user=OuterRef("pk"))
        was_there = User.objects.filter(Exists(recorded.filter(present=True)))
        kwargs["initial"] = {"present": was_there, "revision": session.revision}
        super().__init__(*args, **kwargs)
        people = cast(TickField, self.fields["present"])
        people.queryset = listed(session, agency)


class WhichAgencyForm(DesignSystemForm):
    agency = forms.ModelChoiceField(
        label=_("Agency"),
        queryset=Agency.objects.all(),
        empty_label=_("Choose an agency"),
    )


def listed(session: WorkshopSession, agency: Agency | None) -> QuerySet[User]:
    """Whom a register lists: those who are on it, and those who could have come."""
    recorded = User.objects.filter(Exists(session.attendances.filter(user=OuterRef("pk"))))
    if session.workshop.agency:
        return recorded | session.workshop.candidates()
    return recorded | learners_of(agency) if agency else recorded
