from datetime import date

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from agencies.models import Agency, User

from ..models import InstrumentVersion, Round
from .refusals import RoundNameTaken


@transaction.atomic
def plan_round(
    *,
    agency: Agency,
    version: InstrumentVersion,
    name: str,
    opens_on: date,
    closes_on: date,
    by: User,
) -> Round:
    """Raises RoundNameTaken."""
    try:
        with transaction.atomic():
            round_ = Round.objects.create(
                agency=agency, version=version, name=name, opens_on=opens_on, closes_on=closes_on
            )
    except IntegrityError as error:
        raise RoundNameTaken from error
    log(round_, "fidelity.plan", user=by)
    return round_
