import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document


@pytest.fixture
def media(site, settings):
    """A picture that is public, and a document that is not."""
    folder = settings.MEDIA_ROOT / "images"
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(b"picture")
    Document.objects.create(title="A", file=ContentFile(b"text", "a.txt"))


def test_anybody_sees_a_picture(client, media):
    assert b"".join(client.get("/media/images/a.png")) == b"picture"


@pytest.mark.parametrize("up", ["../", "%2e%2e/", "..%2f", "x/../../", "./../", "//../"])
def test_no_way_leads_from_the_pictures_to_the_documents(client, media, up):
    assert client.get(f"/media/images/{up}documents/a.txt").status_code in (400, 404)


def test_there_is_no_list_of_the_pictures(client, media):
    assert client.get("/media/images/").status_code == 404
