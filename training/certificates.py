"""A certificate on paper, and many in one file."""

import base64
import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO

import segno

from lib.pdf import render_pdf

from .models import Certificate, CertificatePicture


def certificate_pdf(certificate: Certificate) -> bytes:
    design = certificate.printed
    context = {
        "design": design,
        "signature": _picture(design["signature"]),
        "logo": _picture(design["logo"]),
        "number": certificate.number,
        "verify_url": certificate.verify_url,
        "qr_code": qr_code(certificate.verify_url),
    }
    return render_pdf("training/certificate_pdf.html", context, "certificate", ["data"])


def qr_code(address: str) -> str:
    """The address as a picture of one pixel a module, by segno's own writer.

    As inline SVG, drawing it was a quarter of the time of a whole certificate. Which of the eight
    masks is best for the eye of a scanner is not tried out either: each is allowed.
    """
    image = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=0).save(image, kind="png", scale=1, border=2)
    return _as_address(image.getvalue())


@lru_cache(maxsize=16)
def _picture(digest: str | None) -> str | None:
    """A kept picture never changes, so it is read once a process."""
    if digest is None:
        return None
    return _as_address(bytes(CertificatePicture.objects.get(digest=digest).png))


def _as_address(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


@contextmanager
def write_archive(certificates: Iterable[Certificate]) -> Iterator[IO[bytes]]:
    """A zip of the PDFs, written to disk one by one: a thousand take no more memory than one."""
    with TemporaryFile() as file:
        # PDFs are compressed as they are.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for certificate in certificates:
                archive.writestr(f"{certificate.number}.pdf", certificate_pdf(certificate))
        file.seek(0)
        yield file
