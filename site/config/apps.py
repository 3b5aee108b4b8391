from django.contrib.staticfiles.apps import StaticFilesConfig


class OurStaticFilesConfig(StaticFilesConfig):
    """Leaves out the style sheet that wagtail-nhsuk-frontend brings: we compile our own, its
    colours are fixed, and it names a source map that it does not bring."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "wagtailnhsukfrontend"]
