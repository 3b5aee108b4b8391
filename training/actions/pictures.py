import logging

from wagtail.images.models import Image, SourceImageIOError

from ..models import CertificatePicture
from ..models.designs import PICTURE_SIZE

logger = logging.getLogger(__name__)


def keep_picture(image: Image | None) -> str | None:
    """Keep a picture as it is now, once for all certificates that show it; answer with its digest.

    A learner has earned the certificate even if the logo's file is gone: then it has no logo.
    """
    if image is None:
        return None
    try:
        digest = image.get_file_hash()
        if not CertificatePicture.objects.filter(digest=digest).exists():
            with image.get_rendition(PICTURE_SIZE).file.open("rb") as file:
                CertificatePicture.objects.get_or_create(
                    digest=digest, defaults={"png": file.read()}
                )
    except (SourceImageIOError, OSError):
        logger.exception("The picture %s cannot be put on certificates.", image.pk)
        return None
    return digest
