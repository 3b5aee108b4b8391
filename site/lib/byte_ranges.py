"""Files in parts (RFC 9110, section 14): Safari plays no film without, and nobody can skip in one.

Django's FileResponse has none of this, the packages for it are no longer kept, and WhiteNoise's
refuses a part of one byte.
"""

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

CHUNK = 64 * 1024  # bytes
ONE_PART = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


class NotSatisfiable(Exception):
    """The file has no such part."""


def byte_range(asked: str, size: int) -> tuple[int, int] | None:
    """The first and last byte of the part that is asked for; None for the whole file.

    What cannot be read, and several parts at once, is answered with the whole, as the standard
    allows.
    """
    found = ONE_PART.fullmatch(asked.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = (int(digits[:19]) if digits else None for digits in found.groups())
    if first is None:  # the last so many bytes
        first, last = max(size - (last or 0), 0), size - 1
    elif last is not None and last < first:
        return None
    if first >= size:
        raise NotSatisfiable
    return first, size - 1 if last is None else min(last, size - 1)


def in_parts(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Cut the part that a browser asks for out of a response with a whole file."""
    if not isinstance(response, FileResponse) or response.status_code != 200:
        return response
    file = response.file_to_stream
    if file is None:
        return response
    response.headers["Accept-Ranges"] = "bytes"
    asked = request.headers.get("Range", "")
    if request.method != "GET" or not asked or _has_changed(request, response):
        return response
    size = int(response.headers["Content-Length"])
    try:
        part = byte_range(asked, size)
    except NotSatisfiable:
        response.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    return _cut(response, file, *part, size) if part else response


def _has_changed(request: HttpRequest, response: FileResponse) -> bool:
    """Whether the parts that a browser has are of another file than this."""
    condition = request.headers.get("If-Range")
    return bool(condition) and condition not in (
        response.headers.get("ETag"),
        response.headers.get("Last-Modified"),
    )


def _cut(response: FileResponse, file: IO[bytes], first: int, last: int, size: int) -> FileResponse:
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Length"] = str(last - first + 1)
    response.streaming_content = _read(file, first, last - first + 1)
    return response


def _read(file: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    file.seek(start)
    while length > 0 and (chunk := file.read(min(CHUNK, length))):
        length -= len(chunk)
        yield chunk
