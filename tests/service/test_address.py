from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest

from stereo_ja.service import fits_header, host_of, is_address
from stereo_ja.service._retry_after import retry_after
from tests.present import present


@pytest.mark.parametrize("url", ["https://host", "http://127.0.0.1:8080/v1", "http://u:p@host/"])
def test_addresses(url):
    assert is_address(url)


@pytest.mark.parametrize(
    "url", ["", "host", "host:80", "ftp://host", "http://", "http://[::1", "http://host:x"]
)
def test_no_addresses(url):
    assert not is_address(url)


def test_the_host_without_what_stands_before_it():
    assert host_of("https://user:secret@host:81/v1") == "host:81"


@pytest.mark.parametrize(("key", "fits"), [("AIza-_9", True), ("a\nb", False), ("ｋｅｙ", False)])
def test_what_a_header_can_hold(key, fits):
    assert fits_header(key) is fits


@pytest.mark.parametrize(
    ("value", "seconds"), [("0", 0), (" 7 ", 7), (None, None), ("soon", None), ("-1", None)]
)
def test_retry_after_in_seconds(value, seconds):
    assert retry_after(value) == seconds


def test_retry_after_as_a_date():
    ahead = datetime.now(timezone.utc) + timedelta(hours=10)
    # Dates are kept to the second, and an hour may pass between the two lines.
    assert 9 * 3600 <= present(retry_after(format_datetime(ahead, usegmt=True))) <= 10 * 3600
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
