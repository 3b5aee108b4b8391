from django.db import migrations
from django.db.models import Q
from django.utils import timezone

from fidelity.authors import make_instrument_authors

# As roles.py grants it on the day of this migration; later changes follow memberships.
ROLES = ("trainer", "researcher", "administrator")


def forwards(apps, schema_editor):
    """Groups follow a membership when it begins: those that have begun are brought in here."""
    group = make_instrument_authors(apps)
    today = timezone.localdate()
    current = apps.get_model("agencies", "Membership").objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=today), role__in=ROLES
    )
    for membership in current.select_related("user"):
        membership.user.groups.add(group)


class Migration(migrations.Migration):
    """Trainers, researchers and administrators may build instruments in the CMS."""

    dependencies = [
        ("fidelity", "0005_ticked_criteria_and_drafts"),
        ("agencies", "0002_role_of_reviewers"),
        ("training", "0007_trainers_and_reviewers"),
    ]

    # Going back leaves the group, which people may belong to.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
