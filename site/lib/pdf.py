"""HTML and CSS to tagged PDF."""

from collections.abc import Sequence
from functools import cache
from threading import Lock

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

# Pango shares what it knows of fonts between threads unguarded: four documents drawn at once
# corrupted memory.
ONE_AT_A_TIME = Lock()


def render_pdf(
    template: str, context: dict, sheet: str = "print", protocols: Sequence[str] = ()
) -> bytes:
    """Return the template as a tagged PDF (PDF/UA-1).

    Templates link nothing: the print sheet and the fonts are added here, parsed once a process
    (21 to 25 ms a certificate, against 28 to 33 when parsed each time). Whatever a text may say,
    nothing is fetched, unless `protocols` allows it: "data", for pictures that are in the page.
    """
    html = HTML(
        string=render_to_string(template, context),
        url_fetcher=URLFetcher(allowed_protocols=protocols),
    )
    with ONE_AT_A_TIME:
        css, fonts = _sheet(sheet)
        return html.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")


@cache
def _sheet(name: str) -> tuple[CSS, FontConfiguration]:
    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=["file"])
    file = settings.BUILD_DIR / "css" / f"{name}.css"
    return CSS(file, font_config=fonts, url_fetcher=fetcher), fonts


def pdf_response(content: bytes, filename: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
