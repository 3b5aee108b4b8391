from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from agencies.requests import SignedInRequest
from lib.pdf import pdf_response, render_pdf

from .doors import for_learners, lesson_to_read

LINES_TO_WRITE_ON = 14


@for_learners
def exercise_pdf(request: SignedInRequest, pk: int, exercise: UUID) -> HttpResponse:
    lesson = lesson_to_read(request.user, pk)
    part = lesson.part("exercise", exercise)
    if part is None:
        raise Http404
    context = {"lesson": lesson, "exercise": part.value, "lines": range(LINES_TO_WRITE_ON)}
    pdf = render_pdf("training/exercise_pdf.html", context)
    return pdf_response(pdf, f"{slugify(part.value['title']) or 'exercise'}.pdf")
