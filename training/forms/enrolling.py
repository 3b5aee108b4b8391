from typing import Any, cast

from django import forms
from django.core import signing
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.models import Membership, Team, User
from agencies.roles import Permission, Role
from lib.forms import DesignSystemForm
from lib.tables import LARGEST, NotReadable, Row, read_csv

from .. import queries
from ..models import Cohort
from ..queries.enrolling import OPTIONAL, REQUIRED
from .fields import DayField, PersonField, TeamField

MOST_TO_TICK = 200  # more are found faster in a file
A_DAY = 24 * 60 * 60  # seconds
PREVIEW = "training.enrolment-preview"  # the salt of its signature


class EnrolForm(DesignSystemForm):
    """People chosen by their team, by their role, one by one, or all of these together."""

    teams = TeamField(label=_("Teams"), queryset=Team.objects.none(), required=False)
    roles = forms.MultipleChoiceField(
        label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = PersonField(
        label=_("People who are not in it yet"),
        queryset=User.objects.none(),
        required=False,
    )
    due_on = DayField(
        label=_("Their own day to finish by (if you like)"),
        help_text=_("Only if it is not the day of the cohort."),
        required=False,
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = cohort.candidates()
        self.memberships = Membership.objects.current().granting(Permission.TAKE_TRAINING)
        if cohort.agency:
            self.memberships = self.memberships.filter(agency=cohort.agency)
        self._offer_teams_and_roles(one_agency=cohort.agency is not None)
        inside = cohort.enrolments.filter(user=OuterRef("pk"), left_at=None)
        self._offer_people(self.candidates.exclude(Exists(inside)))

    def _offer_teams_and_roles(self, *, one_agency: bool) -> None:
        """Those that have anybody in them."""
        teams = cast(TeamField, self.fields["teams"])
        teams.of_one_agency = one_agency
        with_people = Team.objects.filter(memberships__in=self.memberships).distinct()
        teams.queryset = with_people.select_related("agency").order_by("agency__name", "name")
        held = set(self.memberships.order_by().values_list("role", flat=True).distinct())
        roles = cast(forms.MultipleChoiceField, self.fields["roles"])
        roles.choices = [(role.value, role.label) for role in Role if role in held]

    def _offer_people(self, outside: QuerySet[User]) -> None:
        self.too_many_to_tick = outside.count() > MOST_TO_TICK
        if self.too_many_to_tick:
            del self.fields["people"]
        else:
            cast(PersonField, self.fields["people"]).queryset = outside

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.get(n) for n in ("teams", "roles", "people")):
            self.add_error(None, _("Tick at least one team, role or person."))
        return given

    def chosen(self) -> QuerySet[User]:
        given = self.cleaned_data
        in_team = self.memberships.filter(user=OuterRef("pk"), team__in=given["teams"])
        in_role = self.memberships.filter(user=OuterRef("pk"), role__in=given["roles"])
        ticked = self.candidates.filter(pk__in=[user.pk for user in given.get("people", ())])
        return (
            self.candidates.filter(Exists(in_team))
            | self.candidates.filter(Exists(in_role))
            | ticked
        )


class PeopleFileForm(DesignSystemForm):
    """A file that can be read; `rows` are what is in it."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("Up to 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose another."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.rows = read_csv(file.read(LARGEST + 1), required=REQUIRED, optional=OPTIONAL)
        except NotReadable as reason:
            raise forms.ValidationError(str(reason)) from reason
        if not self.rows:
            raise forms.ValidationError(_("The file names columns, but holds no people."))
        return file


class ConfirmForm(DesignSystemForm):
    """What a preview showed, signed, so that just that is done."""

    preview = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, cohort: Cohort, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.salt = f"{PREVIEW}:{cohort.pk}:{by.pk}"

    def sign(self, rows: list[Row], plan: queries.EnrolmentPlan) -> str:
        kept = {"rows": [[r.line, r.cells] for r in rows], "decisions": plan.decisions}
        return signing.dumps(kept, salt=self.salt, compress=True)

    def clean_preview(self) -> dict[str, Any]:
        """What enrol() takes."""
        try:
            kept = signing.loads(self.cleaned_data["preview"], salt=self.salt, max_age=A_DAY)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("This preview is too old to be carried out. Choose the people again.")
            ) from error
        rows = [Row(line, cells) for line, cells in kept["rows"]]
        return {"rows": rows, "decisions": kept["decisions"]}
