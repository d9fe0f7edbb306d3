"""What the environment sets for connections, and what other programs left in it."""

import os

import httpx
import pytest

from bulletin.diagnostics import BulletinError
from bulletin.machine.connections import as_set_up, tidy_for_buckets


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks5h://me:pass@h:1"),
        ("HTTPS_PROXY", "http://[::1"),
        ("HTTP_PROXY", "ftp://me:pass@h"),
        ("SSL_CERT_FILE", "/none/pass.pem"),
        ("SSL_CERT_FILE", __file__),
    ],
)
def test_what_is_set_to_none_is_told_by_its_name_and_without_its_password(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(BulletinError) as told, as_set_up():
        httpx.Client()
    assert ("SSL_CERT_FILE" if name == "SSL_CERT_FILE" else "ALL_PROXY") in told.value.message
    assert "pass" not in f"{told.value.message} {told.value.hint}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_ACCESS_KEY_ID", "a\nb"),
        ("AWS_SECRET_ACCESS_KEY", "é"),
        ("AWS_SESSION_TOKEN", "\x01"),
        ("AWS_REGION", "a b"),
        ("AWS_ENDPOINT_URL", "http://[::1"),
        ("AWS_ENDPOINT", "nowhere"),
    ],
)
def test_what_no_bucket_is_opened_with_is_told_before_the_library_ends_over_it(
    monkeypatch, name, value
):
    monkeypatch.setenv(name, value)
    with pytest.raises(BulletinError, match=rf"sets {name} to cannot be used"):
        tidy_for_buckets()


def test_the_line_end_that_comes_with_a_secret_is_taken_off(monkeypatch):
    monkeypatch.setenv("AWS_REGION", "vn-south\r\n")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://s3.example/\n")
    monkeypatch.setenv("AWS_ENDPOINT", "")
    tidy_for_buckets()
    assert os.environ["AWS_REGION"] == "vn-south"
    assert os.environ["AWS_ENDPOINT_URL"] == "https://s3.example/"
    assert "AWS_ENDPOINT" not in os.environ
