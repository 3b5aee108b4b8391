from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page


@hooks.register("before_serve_page")
def close_unless_public(
    page: Page, request: HttpRequest, args: list, kwargs: dict
) -> HttpResponse | None:
    """A page type is for people who have signed in unless it says `is_public = True`."""
    if request.user.is_authenticated or getattr(page, "is_public", False):
        return None
    return redirect_to_login(request.get_full_path())


@hooks.register("insert_global_admin_css")
def our_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
