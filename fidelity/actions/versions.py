"""What may be said of a published version. What it says itself never changes."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import User

from ..models import InstrumentVersion
from .refusals import NotAnEarlierVersion


@transaction.atomic
def retire_version(*, version: InstrumentVersion, by: User) -> None:
    """No new round uses it; old rounds keep it."""
    version.retired_at = version.retired_at or timezone.now()
    version.save(update_fields=["retired_at"])
    log(version, "fidelity.retire", user=by)


@transaction.atomic
def bring_version_back(*, version: InstrumentVersion, by: User) -> None:
    version.retired_at = None
    version.save(update_fields=["retired_at"])
    log(version, "fidelity.bring_back", user=by)


@transaction.atomic
def declare_equivalent(
    *, version: InstrumentVersion, to: InstrumentVersion, because: str, by: User
) -> None:
    """From now on one line may join the scores of both. Raises NotAnEarlierVersion."""
    if to.instrument_id != version.instrument_id or to.number >= version.number:
        raise NotAnEarlierVersion
    version.equivalent_to, version.equivalent_because = to, because
    version.save(update_fields=["equivalent_to", "equivalent_because"])
    log(
        version,
        "fidelity.declare_equivalent",
        user=by,
        data={"to": to.number, "because": because},
    )


@transaction.atomic
def take_back_equivalence(*, version: InstrumentVersion, because: str, by: User) -> None:
    number = version.equivalent_to.number if version.equivalent_to else None
    version.equivalent_to, version.equivalent_because = None, ""
    version.save(update_fields=["equivalent_to", "equivalent_because"])
    log(
        version,
        "fidelity.take_back_equivalence",
        user=by,
        data={"to": number, "because": because},
    )
