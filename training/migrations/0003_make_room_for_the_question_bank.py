from django.db import migrations, models


class Migration(migrations.Migration):
    """The questions written on quiz pages step aside: the bank takes their name."""

    dependencies = [("training", "0002_trainers_group")]

    operations = [
        migrations.RenameModel("Question", "InlineQuestion"),
        migrations.RenameModel("Choice", "InlineChoice"),
        migrations.RenameField("Answer", "choices", "response"),
        migrations.RemoveConstraint("Attempt", "attempt_is_marked_when_it_is_submitted"),
        migrations.RenameField("Attempt", "correct", "earned"),
        migrations.AlterField(
            "Attempt",
            "earned",
            models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True),
        ),
    ]
