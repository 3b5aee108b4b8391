from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.static import serve as serve_file
from wagtail.documents.views.serve import serve as serve_document
from wagtail.views import serve

from lib.byte_ranges import in_parts
from training.routing import look_ahead


@login_not_required
def page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Serve a Wagtail page: a function of our own, because login_not_required() marks what it
    is given, and marking Wagtail's own view would open every page. What this one opens, page
    type by page type, is decided by pages.wagtail_hooks.close_unless_public."""
    look_ahead(request, path)
    return serve(request, path)


@login_not_required
def image(request: HttpRequest, path: str) -> HttpResponseBase:
    """The pictures of public pages. Their own folder is the root: from MEDIA_ROOT itself,
    `images/../documents/` would lead to documents, which are for people who have signed in."""
    return serve_file(request, path, document_root=str(Path(settings.MEDIA_ROOT) / "images"))


def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Wagtail's own view, whose doors stay as they are; films are asked for in parts."""
    return in_parts(request, serve_document(request, document_id, filename))


def email_address(request: HttpRequest) -> HttpResponse:
    return render(request, "account/email.html")
