"""Data as their own address (RFC 2397). In: a media type and bytes. Out: the address."""

import base64


def data_url(media_type: str, data: bytes) -> str:
    """The address that holds the data itself."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
