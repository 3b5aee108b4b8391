"""Publishing an instrument's versions."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import User

from .. import documents
from ..definitions import Instrument as Definition
from ..models import Domain, Instrument, InstrumentVersion, Item
from ..models.instruments import rows_of
from .refusals import VersionDiffers


@transaction.atomic
def load_instrument(*, definition: Definition, by: User | None) -> InstrumentVersion:
    """Publish a version, or return it where it is published already. Raises VersionDiffers."""
    instrument = _instrument(definition)
    # The instrument's row is the lock: of two who publish at once, the second waits and sees it.
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    published = instrument.versions.filter(number=definition.number).first()
    if published:
        if published.definition != definition:
            raise VersionDiffers
        return published
    version = InstrumentVersion.objects.create(
        instrument=instrument,
        number=definition.number,
        name=definition.name,
        notice=definition.notice,
        document=documents.write_json(definition),
        published_at=timezone.now(),
        published_by=by,
    )
    domains, items = rows_of(version)
    Domain.objects.bulk_create(domains)
    Item.objects.bulk_create(items)
    log(version, "fidelity.publish", user=by)
    return version


def _instrument(definition: Definition) -> Instrument:
    """The newest version names the instrument; an older one that is loaded late does not."""
    named = {"name": definition.name, "notice": definition.notice}
    instrument, created = Instrument.objects.get_or_create(slug=definition.slug, defaults=named)
    newer = instrument.versions.filter(number__gt=definition.number).exists()
    if not created and not newer:
        Instrument.objects.filter(pk=instrument.pk).update(**named)
    return instrument


def load_instrument_file(*, path: Path, by: User | None) -> InstrumentVersion:
    """Raises InvalidDefinition or VersionDiffers."""
    return load_instrument(definition=documents.read_file(path), by=by)
