from django.urls import path

from .views import certificates, courses, quizzes

app_name = "training"
urlpatterns = [
    path("", courses.courses, name="courses"),
    path("lessons/<int:pk>/done/", courses.complete_lesson, name="complete_lesson"),
    path("courses/<int:pk>/certificate/", courses.claim_certificate, name="claim_certificate"),
    path("quizzes/<int:pk>/start/", quizzes.start, name="start_quiz"),
    path("attempts/<int:pk>/", quizzes.attempt, name="attempt"),
    path("attempts/<int:pk>/result/", quizzes.result, name="result"),
    path("certificates/verify/", certificates.verify_form, name="verify"),
    path("certificates/<slug:number>/", certificates.certificate, name="certificate"),
    path("certificates/<slug:number>/certificate.pdf", certificates.pdf, name="certificate_pdf"),
    path("certificates/<str:number>/verify/", certificates.verify, name="certificate_verify"),
]
