"""Plain text in whatever it is written in."""

from __future__ import annotations

import codecs


def decoded(data: bytes, limit: int) -> tuple[str, bool]:
    """The text in the bytes, `limit` characters at most, and whether that is all of it.

    UTF-8, UTF-16 by its mark or its zeros, else the code page of Western Windows.
    """
    head = data[: 4 * limit]
    text = _decoded(head)
    whole = len(text) <= limit and len(head) == len(data)
    return text[:limit], whole


def _decoded(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    even, odd = head[0:2000:2].count(0), head[1:2000:2].count(0)
    if max(even, odd) > len(head[:2000]) // 8 and min(even, odd) <= max(even, odd) // 8:
        return head.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        return decoder.decode(head)  # a letter cut at the end is left out
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")
