from django.db import migrations

from training.reviewers import make_reviewers
from training.trainers import make_trainers_group


def forwards(apps, schema_editor):
    make_trainers_group(apps)
    make_reviewers(apps)


class Migration(migrations.Migration):
    """Trainers may work on banks and designs; people with lived experience review lessons."""

    dependencies = [("training", "0006_questions_live_in_banks")]

    # Going back leaves the groups, which people may belong to.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
