import io

import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from lib.byte_ranges import CHUNK, NotSatisfiable, byte_range, in_parts


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-1", (0, 1)),  # Safari's first question
        ("bytes=0-0", (0, 0)),
        ("bytes=0-", (0, 99)),
        ("bytes=40-", (40, 99)),
        ("bytes=40-59", (40, 59)),
        ("bytes=40-500", (40, 99)),
        ("bytes=99-", (99, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        (" bytes=0-1 ", (0, 1)),
    ],
)
def test_a_part_is_found(asked, part):
    assert byte_range(asked, 100) == part


@pytest.mark.parametrize(
    "asked",
    ["", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,4-5", "items=0-1", "bytes=a-b"],
)
def test_what_cannot_be_read_gives_the_whole(asked):
    assert byte_range(asked, 100) is None


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0", f"bytes={'9' * 50}-"])
def test_a_part_that_is_not_there_is_refused(asked):
    with pytest.raises(NotSatisfiable):
        byte_range(asked, 100)


def test_an_empty_file_has_no_parts():
    with pytest.raises(NotSatisfiable):
        byte_range("bytes=0-", 0)


def answer(content, method="GET", **headers):
    request = RequestFactory().generic(method, "/", headers=headers)
    return in_parts(request, FileResponse(io.BytesIO(content), filename="film.mp4"))


def test_without_a_range_the_whole_film_comes():
    response = answer(b"0123456789")

    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert response.getvalue() == b"0123456789"


def test_a_part_of_the_film_comes():
    response = answer(b"0123456789", Range="bytes=2-4")

    assert response.status_code == 206
    assert response["Content-Range"] == "bytes 2-4/10"
    assert response["Content-Length"] == "3"
    assert response.getvalue() == b"234"


def test_a_part_that_is_not_there_is_416():
    response = answer(b"0123456789", Range="bytes=10-")

    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */10"


def test_parts_of_a_film_that_has_changed_are_not_mixed():
    assert answer(b"0123", Range="bytes=2-", **{"If-Range": '"old"'}).status_code == 200


def test_only_reading_is_done_in_parts():
    assert answer(b"0123", method="HEAD", Range="bytes=2-").status_code == 200


def test_what_is_no_file_is_left_alone():
    page = HttpResponse("words")
    request = RequestFactory().get("/", headers={"Range": "bytes=0-1"})

    assert in_parts(request, page) is page


@given(
    size=st.integers(1, 3 * CHUNK),
    first=st.integers(0, 3 * CHUNK),
    length=st.none() | st.integers(1, 3 * CHUNK),
)
def test_a_part_is_the_same_as_a_slice(size, first, length):
    content = bytes(n % 251 for n in range(size))
    last = "" if length is None else first + length - 1

    response = answer(content, Range=f"bytes={first}-{last}")

    if first >= size:
        assert response.status_code == 416
    else:
        stop = size if length is None else first + length
        assert response.getvalue() == content[first:stop]
