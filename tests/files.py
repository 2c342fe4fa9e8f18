"""Real files of the kinds that officers drop, made as other programs make them."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import arabic_reshaper
from bidi.algorithm import get_display
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ctdesk.paths import resources

_ARABIC, _CHINESE = "NotoNaskhArabic-Regular", "DroidSansFallbackFull"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF of pages of lines, in whichever script."""
    for name in ("NotoSans-Regular", _ARABIC, _CHINESE):
        (file,) = resources().rglob(f"{name}.ttf")
        registerFont(TTFont(name, str(file)))
    content = io.BytesIO()
    encrypt = StandardEncryption(password) if password else None
    canvas = Canvas(content, invariant=1, encrypt=encrypt)
    for page in pages:
        for number, line in enumerate(page.splitlines()):
            arabic = "\u0600" <= max(line, default="") <= "\u06ff"
            chinese = max(line, default="") >= "\u3000"
            face = _ARABIC if arabic else _CHINESE if chinese else "NotoSans-Regular"
            canvas.setFont(face, 12)
            shown = get_display(arabic_reshaper.reshape(line)) if arabic else line
            canvas.drawString(72, 750 - 16 * number, str(shown))
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def docx(*paragraphs: str, **parts: str) -> bytes:
    """A Word document; `parts` are further ones, or the body itself, by their names in `word`."""
    body = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
    xml = {"document": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>', **parts}
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, text in xml.items():
            archive.writestr(f"word/{name}.xml", text)
    return content.getvalue()


def mail(subject: str, text: str, *attached: tuple[str, bytes], html: bool = False) -> bytes:
    """An e-mail with files."""
    made = EmailMessage()
    made["From"] = "Amina Example <amina@example.org>"
    made["To"] = "desk@example.org"
    made["Subject"] = subject
    made.set_content(text, subtype="html" if html else "plain")
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def msg(own: Mapping[str, bytes], *attached: Mapping[str, bytes]) -> bytes:
    """An e-mail as Outlook saves it: properties by number, and those of what is attached."""
    return _CompoundFile(own, attached).data()


_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF


class _CompoundFile:
    def __init__(self, own: Mapping[str, bytes], attached: Sequence[Mapping[str, bytes]]) -> None:
        self.sectors: list[bytes] = []
        self.table: list[int] = []
        self.mini, self.mini_table = b"", list[int]()
        self.entries: list[list[Any]] = [["Root Entry", 5, _FREE, _FREE, _END, 0]]
        held = [self._stream(key, value) for key, value in own.items()]
        for number, properties in enumerate(attached):
            inner = [self._stream(key, value) for key, value in properties.items()]
            self.entries.append([f"__attach_version1.0_#{number:08X}", 1, _FREE, _FREE, 0, 0])
            held.append(len(self.entries) - 1)
            self._hold(held[-1], inner)
        self._hold(0, held)

    def _stream(self, key: str, value: bytes) -> int:
        if len(value) >= 4096:
            start = self._put(value)
        else:
            start = len(self.mini_table) if value else _END
            count = -(-len(value) // 64)
            self.mini += value.ljust(count * 64, b"\0")
            self.mini_table += [*range(start + 1, start + count), _END] if count else []
        self.entries.append([f"__substg1.0_{key}", 2, _FREE, _FREE, start, len(value)])
        return len(self.entries) - 1

    def _hold(self, owner: int, held: Sequence[int]) -> None:
        """Each is to the right of the one before."""
        for one, following in zip([*held], [*held[1:], _FREE], strict=True):
            self.entries[one][2] = following
        self.entries[owner][3] = held[0] if held else _FREE

    def _put(self, data: bytes) -> int:
        start, count = len(self.sectors), -(-len(data) // 512)
        padded = data.ljust(count * 512, b"\0")
        self.sectors += [padded[at : at + 512] for at in range(0, len(padded), 512)]
        self.table += [*range(start + 1, start + count), _END] if count else []
        return start if count else _END

    def data(self) -> bytes:
        self.entries[0][4:] = [self._put(self.mini), len(self.mini)]
        mini_table = self._put(struct.pack(f"<{len(self.mini_table)}L", *self.mini_table))
        directory = self._put(b"".join(_entry(*one) for one in self.entries))
        first = len(self.sectors)
        tables = -(-(first + 4) // 127)
        numbers = [*self.table, *[0xFFFFFFFD] * tables]
        numbers += [_FREE] * (tables * 128 - len(numbers))
        self._put(struct.pack(f"<{len(numbers)}L", *numbers))
        places = [*range(first, first + tables)]
        head = struct.pack(
            "<8s16x5H6x9L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0,
            tables, directory, 0, 4096, mini_table, 1, _END, 0,
        )  # fmt: skip
        places += [_FREE] * (109 - len(places))
        return b"".join([head, struct.pack("<109L", *places), *self.sectors])


def _entry(name: str, kind: int, right: int, child: int, *content: int) -> bytes:
    letters = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBLLL36xLQ", letters, len(letters) + 2, kind, 1, _FREE, right, child, *content
    )
