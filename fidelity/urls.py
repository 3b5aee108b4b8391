from django.urls import path

from .dashboards import views as dashboards
from .views import autosave, home, rating, rounds

app_name = "fidelity"
urlpatterns = [
    path("", home.home, name="home"),
    path("rounds/<int:pk>/teams/<int:team_pk>/start/", rounds.start, name="start"),
    path("assessments/<int:pk>/", rating.assessment, name="assessment"),
    path("assessments/<int:pk>/domains/<int:order>/", rating.rate, name="rate"),
    path("assessments/<int:pk>/items/<slug:code>/", autosave.autosave, name="autosave"),
    path("assessments/<int:pk>/review/", rating.review, name="review"),
    path("assessments/<int:pk>/sign-off/", rating.sign_off, name="sign-off"),
    path("agencies/<slug:slug>/", dashboards.agency, name="agency-dashboard"),
    path("agencies/<slug:slug>/report.pdf", dashboards.agency_pdf, name="agency-pdf"),
    path("agencies/<slug:slug>/rounds/new/", rounds.plan, name="plan-round"),
]
