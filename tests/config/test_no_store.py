import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document


@pytest.fixture(autouse=True)
def _site(site):
    pass


@pytest.mark.parametrize("path", ["/", "/start/", "/people/", "/fidelity/", "/nowhere/"])
def test_a_browser_keeps_no_page_of_somebody_who_has_signed_in(client, lead, path):
    client.force_login(lead)

    assert {"no-store", "private"} <= set(client.get(path)["Cache-Control"].split(", "))


def test_a_browser_may_keep_what_everybody_sees(client):
    assert "Cache-Control" not in client.get("/")


def test_a_browser_may_keep_a_film(client, lead):
    film = Document.objects.create(title="Film", file=ContentFile(b"film", "film.mp4"))
    client.force_login(lead)

    assert "Cache-Control" not in client.get(film.url)
