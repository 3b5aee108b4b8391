"""A certificate on paper."""

import segno
from django.utils.safestring import SafeString, mark_safe

from lib.pdf import render_pdf

from .models import Certificate


def certificate_pdf(certificate: Certificate) -> bytes:
    context = {"certificate": certificate, "qr_code": qr_code(certificate.verify_url)}
    return render_pdf("training/certificate_pdf.html", context)


def qr_code(address: str) -> SafeString:
    """The address as an inline SVG, with colours in attributes because WeasyPrint needs them."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(scale=3, border=2, svgclass=None, lineclass=None, title=address)
    return mark_safe(svg)  # noqa: S308 - drawn by segno from an address of ours
