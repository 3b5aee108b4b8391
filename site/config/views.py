from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from wagtail.views import serve


@login_not_required
def page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Serve a Wagtail page: a function of our own, because login_not_required() marks what it
    is given, and marking Wagtail's own view would open every page. What this one opens, page
    type by page type, is decided by pages.wagtail_hooks.close_unless_public."""
    return serve(request, path)


def email_address(request: HttpRequest) -> HttpResponse:
    return render(request, "account/email.html")
