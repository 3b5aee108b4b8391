from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from . import start, views

sign_in = login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))

# LoginRequiredMiddleware closes every path that is not opened here or by a decorator.
urlpatterns = [
    # Wagtail's own sign-in pages would pass by allauth, and so by a second factor.
    path("admin/login/", sign_in),
    path("_util/login/", sign_in),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", views.document, name="wagtaildocs_serve"),
    path("documents/", include(wagtaildocs_urls)),
    # allauth's own page would take a second address without asking for proof that it is theirs.
    path("account/email/", views.email_address, name="account_email"),
    path("account/", include("allauth.account.urls")),
    path("start/", start.start, name="start"),
    path("people/", include("agencies.urls")),
    path("training/", include("training.urls")),
    path("fidelity/", include("fidelity.urls")),
    path("media/images/<path:path>", views.image),
    re_path(serve_pattern, views.page, name="wagtail_serve"),
]
