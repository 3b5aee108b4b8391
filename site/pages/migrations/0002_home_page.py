from django.db import migrations


def make_home_page(apps, schema_editor):
    """Put our home page at the root of the site, in place of Wagtail's welcome page."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("pages", "HomePage")
    if HomePage.objects.exists():
        return
    kind, _ = ContentType.objects.get_or_create(app_label="pages", model="homepage")
    welcome = Page.objects.filter(depth=2, path="00010001", numchild=0).first()
    if welcome is None:
        return  # somebody has built a site here already
    Site.objects.filter(root_page=welcome).delete()
    welcome.delete()
    home = HomePage.objects.create(
        title="Connecting People",
        draft_title="Connecting People",
        slug="connecting-people",
        content_type=kind,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/connecting-people/",
        locale=Locale.objects.first(),
    )
    Site.objects.create(
        hostname="localhost",
        port=80,
        site_name="Connecting People",
        root_page=home,
        is_default_site=True,
    )


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunPython(make_home_page, migrations.RunPython.noop)]
