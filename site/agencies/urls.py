from django.urls import path

from .views import invitations, people, teams

app_name = "agencies"
urlpatterns = [
    path("", people.people, name="people"),
    path("programme/", people.programme_people, name="programme_people"),
    path("programme/invite/", invitations.invite_to_programme, name="programme_invite"),
    path("agencies/add/", teams.add_agency, name="add_agency"),
    path("agencies/<slug:slug>/", people.agency_people, name="agency_people"),
    path("agencies/<slug:slug>/invite/", invitations.invite, name="invite"),
    path("agencies/<slug:slug>/teams/add/", teams.add_team, name="add_team"),
    path("teams/<int:pk>/rename/", teams.rename_team, name="rename_team"),
    path("memberships/<int:pk>/end/", people.end_membership, name="end_membership"),
    path("invitations/<int:pk>/send-again/", invitations.resend, name="resend_invitation"),
    path("invitations/<int:pk>/cancel/", invitations.cancel, name="cancel_invitation"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
]
