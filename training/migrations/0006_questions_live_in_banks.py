from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("training", "0005_move_questions_to_banks")]

    operations = [
        migrations.RemoveField(
            model_name="inlinechoice",
            name="question",
        ),
        migrations.RemoveField(
            model_name="inlinequestion",
            name="page",
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("earned", None), ("marked_at", None), ("passed", None), ("total", None)
                    ),
                    models.Q(
                        ("earned__isnull", False),
                        ("marked_at__isnull", False),
                        ("passed__isnull", False),
                        ("total__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="attempt_has_a_result_when_it_is_marked",
            ),
        ),
        migrations.DeleteModel(
            name="InlineChoice",
        ),
        migrations.DeleteModel(
            name="InlineQuestion",
        ),
    ]
