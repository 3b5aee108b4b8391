from django.urls import path

from .dashboards import views as dashboards
from .views import autosave, explainer, home, rating, rounds, versions

app_name = "fidelity"
urlpatterns = [
    path("", home.home, name="home"),
    path("rounds/<int:pk>/teams/<int:team_pk>/start/", rounds.start, name="start"),
    path("assessments/<int:pk>/", rating.assessment, name="assessment"),
    path("assessments/<int:pk>/domains/<int:order>/", rating.rate, name="rate"),
    path("assessments/<int:pk>/items/<slug:code>/", autosave.autosave, name="autosave"),
    path(
        "assessments/<int:pk>/domains/<int:order>/examples/",
        autosave.autosave_examples,
        name="autosave-examples",
    ),
    path("assessments/<int:pk>/review/", rating.review, name="review"),
    path("assessments/<int:pk>/sign-off/", rating.sign_off, name="sign-off"),
    path("assessments/<int:pk>/explained/", explainer.explained, name="explained"),
    path("assessments/<int:pk>/explained.pdf", explainer.explained_pdf, name="explained-pdf"),
    path("versions/<int:pk>/", versions.version, name="version"),
    path("versions/<int:pk>.pdf", versions.version_pdf, name="version-pdf"),
    path("agencies/<slug:slug>/", dashboards.agency, name="agency-dashboard"),
    path("agencies/<slug:slug>/report.pdf", dashboards.agency_pdf, name="agency-pdf"),
    path("agencies/<slug:slug>/rounds/new/", rounds.plan, name="plan-round"),
]
