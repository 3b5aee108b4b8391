import time
from concurrent.futures import ThreadPoolExecutor
from urllib.request import OpenerDirector

import pytest
from weasyprint import HTML

from lib import pdf


@pytest.fixture
def rendered(monkeypatch):
    """Render a text as if a template had made it."""

    def rendered(html):
        monkeypatch.setattr(pdf, "render_to_string", lambda *args: html)
        return pdf.render_pdf("any.html", {})

    return rendered


@pytest.mark.parametrize(
    "html",
    [
        "<img src='http://example.org/a.png'>",
        "<img src='file:///etc/hostname'>",
        "<img src='a.png'>",
        "<link rel=stylesheet href='http://example.org/a.css'>",
        "<link rel=attachment href='file:///etc/hostname'>",
        "<style>@import 'file:///etc/hostname'; p { background: url(http://example.org) }</style>",
        "<svg><image href='http://example.org/a.png' /></svg>",
    ],
)
def test_nothing_that_a_text_names_is_fetched(rendered, monkeypatch, html):
    rendered("<p>The sheet and its fonts are read the first time.</p>")
    opened = []
    monkeypatch.setattr(OpenerDirector, "open", lambda self, request, **kw: opened.append(request))

    assert rendered(f"<html lang=en><title>T</title><p>Text{html}").startswith(b"%PDF")

    assert opened == []


def test_documents_are_drawn_one_at_a_time(rendered, monkeypatch):
    drawing, most = [], []

    def write_pdf(self, **options):
        drawing.append(self)
        time.sleep(0.02)  # let the others in, if they can come in
        most.append(len(drawing))
        drawing.remove(self)
        return b"%PDF"

    monkeypatch.setattr(HTML, "write_pdf", write_pdf)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(rendered, ["<p>Text</p>"] * 4))

    assert most == [1, 1, 1, 1]
