"""Real files of the kinds that officers drop, made as other programs make them."""

from __future__ import annotations

import io
from email.message import EmailMessage
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
