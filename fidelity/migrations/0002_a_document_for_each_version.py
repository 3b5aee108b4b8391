"""Room for what an instrument version says as one document, and for answers that are text."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("fidelity", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "instrumentversion", "name", models.CharField(max_length=200, default="")
        ),
        migrations.AddField(
            "instrumentversion", "notice", models.CharField(max_length=200, blank=True, default="")
        ),
        migrations.AddField("instrumentversion", "document", models.TextField(default="")),
        migrations.AddField(
            "instrumentversion",
            "published_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "instrumentversion", "retired_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "instrumentversion",
            "equivalent_to",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="equivalents",
                to="fidelity.instrumentversion",
            ),
        ),
        migrations.AddField(
            "instrumentversion", "equivalent_because", models.TextField(blank=True, default="")
        ),
        migrations.AddField(
            "item", "lowest", models.DecimalField(decimal_places=6, max_digits=12, null=True)
        ),
        migrations.AddField(
            "item", "highest", models.DecimalField(decimal_places=6, max_digits=12, null=True)
        ),
        migrations.AddField(
            "rating",
            "score",
            models.DecimalField(blank=True, decimal_places=6, max_digits=14, null=True),
        ),
        migrations.RemoveConstraint("rating", "rating_is_a_value_or_not_applicable"),
        migrations.AlterField(
            "rating", "value", models.CharField(max_length=12, blank=True, null=True)
        ),
        migrations.AddField(
            "storedscore", "ratio", models.CharField(blank=True, max_length=20, default="")
        ),
        migrations.AddField(
            "storedscore", "band", models.CharField(blank=True, max_length=100, default="")
        ),
        migrations.AddField(
            "storedscore", "verdict", models.CharField(blank=True, max_length=100, default="")
        ),
        migrations.AddField(
            "storedscore", "not_applicable", models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AlterField("storedscore", "exact", models.TextField(blank=True)),
        migrations.AlterField(
            "storedscore",
            "value",
            models.DecimalField(decimal_places=6, max_digits=20, null=True),
        ),
        migrations.CreateModel(
            name="Examples",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="examples",
                        to="fidelity.assessment",
                    ),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fidelity.domain",
                    ),
                ),
            ],
            options={
                "ordering": ["domain__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "domain"), name="examples_once_a_domain"
                    )
                ],
            },
        ),
    ]
