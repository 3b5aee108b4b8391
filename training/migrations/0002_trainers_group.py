from django.db import migrations

from training.trainers import open_the_cms


def forwards(apps, schema_editor):
    open_the_cms(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    # Going back leaves the group, which people may belong to.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
