"""What kind of file a media type names, in the words of those who send such files."""

from __future__ import annotations

from ctdesk.words import _

_KINDS = {
    "application/pdf": _("PDF"),
    "message/rfc822": _("E-mail"), "application/vnd.ms-outlook": _("E-mail"),
    "application/rtf": _("Text"), "application/json": _("Text"), "application/xml": _("Text"),
    "text/csv": _("Table as text"), "text/html": _("Web page"), "text/calendar": _("Calendar"),
    "application/msword": _("Word document"),
    "application/vnd.ms-excel": _("Excel workbook"),
    "application/vnd.ms-powerpoint": _("PowerPoint presentation"),
    "application/zip": _("Archive"), "application/x-zip-compressed": _("Archive"),
}  # fmt: skip
_OPEN_XML = {
    "wordprocessingml": _("Word document"), "spreadsheetml": _("Excel workbook"),
    "presentationml": _("PowerPoint presentation"),
}  # fmt: skip
_FAMILIES = {
    "text": _("Text"), "image": _("Image"), "audio": _("Sound"), "video": _("Video"),
}  # fmt: skip


def file_kind(media_type: str) -> str:
    """Say “Excel workbook” or “E-mail”; of a type that nobody has a word for, “File”."""
    plain = media_type.partition(";")[0].strip().lower()
    if plain in _KINDS:
        return _KINDS[plain]
    for family, words in _OPEN_XML.items():
        if f"officedocument.{family}" in plain:
            return words
    return _FAMILIES.get(plain.partition("/")[0], _("File"))
