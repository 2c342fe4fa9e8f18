"""Documents: read in the program, whatever they are; added, renamed, saved and taken out."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ctdesk.app import Program
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents
from ctdesk.db.queries.documents import DocumentList, content
from ctdesk.db.store import Store
from ctdesk.reading.mail import read_mail
from ctdesk.reading.text import decoded
from ctdesk.ui.dialogs.document_viewer import (
    FileReader,
    ImageReader,
    MailReader,
    TextReader,
    viewer_of,
)
from ctdesk.ui.dialogs.preview import PreviewDialog
from ctdesk.ui.dialogs.reader import Reader, plain_name
from ctdesk.ui.dialogs.text_pane import LIMIT
from ctdesk.ui.forms.inputs.chip_field import FieldChip
from ctdesk.ui.forms.inputs.documents import DocumentsInput
from ctdesk.ui.profiles.documents_panel import DocumentsPanel
from ctdesk.ui.wishes import OpenDocument
from tests.factory import add_organization, log
from tests.files import msg
from tests.ui.keys import Key, ctrl, press, type_


def pdf() -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, invariant=1)
    canvas.drawString(72, 700, "Concept note")
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def png(width: int = 40, height: int = 30) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[..., Reader]]:
    made: list[Reader] = []

    def show(name: str, data: bytes, media_type: str = "") -> Reader:
        reader = viewer_of(name, media_type, data)
        reader.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(reader)
        made.append(reader)
        reader.show()
        reader.activateWindow()
        qtbot.waitUntil(reader.isActiveWindow)
        return reader

    yield show
    for reader in made:
        reader.close()


# What is shown how


def test_what_a_file_is_follows_from_its_bytes(shown) -> None:
    assert isinstance(shown("wrong.txt", pdf()), PreviewDialog)
    assert isinstance(shown("wrong.pdf.docx", png()), ImageReader)
    assert isinstance(shown("list.csv", b"a,b"), TextReader)
    assert isinstance(
        shown("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), TextReader
    )
    assert isinstance(shown("page.html", b"<script>alert(1)</script>"), TextReader)
    assert isinstance(shown("note", b"text", "text/plain"), TextReader)
    assert isinstance(shown("a.docx", b"PK\x03\x04"), FileReader)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.pdf", b"no pdf at all", "no PDF"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj <<>> endobj", "no PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "cannot be shown"),
        ("a.txt", b"", "empty"),
        ("a.eml", b"", "empty"),
        ("a.eml", b"\x00\x01\x02 no mail", "no e-mail"),
        ("a.zip", b"PK\x03\x04", "cannot be shown here"),
    ],
)
def test_what_cannot_be_shown_says_so_and_can_be_saved(
    shown, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    reader = shown(name, data)
    assert isinstance(reader, FileReader)
    assert sentence in reader.why
    reader.save_to(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == data


def test_an_image_that_would_fill_the_memory_is_refused_before_it_is_read(shown) -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999))
    )
    reader = shown("bomb.png", bomb + chunk(b"IEND", b""))
    assert isinstance(reader, FileReader)
    assert "60,000 × 60,000" in reader.why


def test_an_image_fits_and_is_zoomed_by_keys(shown) -> None:
    reader = shown("photo.png", png(4000, 1000))
    assert isinstance(reader, ImageReader)
    reader.resize(600, 500)
    fitting = reader.pane.scale
    assert 4000 * fitting <= reader.pane.viewport().width()
    QTest.keyClick(reader.pane, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert reader.pane.scale == pytest.approx(fitting * 1.2)
    assert reader.pane.horizontalScrollBar().maximum() > 0
    QTest.keyClick(reader.pane, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert reader.pane.scale == pytest.approx(fitting)
    press_on(reader, Qt.Key.Key_Escape)
    assert not reader.isVisible()


def press_on(reader: Reader, key: Qt.Key) -> None:
    QTest.keyClick(reader.focusWidget() or reader, key)


# Text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_whatever_it_is_written_in(encoding: str) -> None:
    text = "Réunion with the Commission, مذكرة, 名称"
    assert decoded(text.encode(encoding), LIMIT) == (text, True)


def test_text_of_an_old_windows_is_read() -> None:
    assert decoded("Réunion – “note”".encode("cp1252"), LIMIT) == ("Réunion – “note”", True)


def test_a_hundred_megabytes_of_text_are_cut_and_said_to_be(shown) -> None:
    reader = shown("huge.txt", b"0123456789" * 10_000_000)
    assert isinstance(reader, TextReader)
    assert "first 500,000 characters" in reader.pane.notice.text
    assert len(reader.pane.edit.toPlainText().replace("\n", "")) == LIMIT
    assert len(reader.data) == 100_000_000


def test_words_are_found_within_the_text_by_keys(shown) -> None:
    reader = shown("note.txt", b"one two three\nTwo again\n")
    assert isinstance(reader, TextReader)
    assert reader.pane.edit.isReadOnly()
    QTest.keyClick(reader.pane.edit, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = reader.pane.find_line
    QTest.keyClicks(line, "two")
    cursor = reader.pane.edit.textCursor()
    assert (cursor.selectedText(), cursor.blockNumber()) == ("two", 0)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert reader.pane.edit.textCursor().blockNumber() == 1
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert reader.pane.edit.textCursor().blockNumber() == 0
    assert reader.pane.found.text() == "from the other end"
    QTest.keyClicks(line, "zzz")
    assert reader.pane.found.text() == "not found"
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert reader.isVisible()
    assert not reader.pane.find_bar.isVisible()


# E-mail


def mail() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Amina Example <amina@example.org>"
    made["To"] = "desk@example.org"
    made["Subject"] = "دعوة Invitation"
    made.set_content("Dear colleagues,\nsee the note.\n")
    made.add_attachment(pdf(), maintype="application", subtype="pdf", filename="Note.pdf")
    return made


def test_an_e_mail_is_its_headers_its_text_and_what_is_attached(shown, tmp_path: Path) -> None:
    reader = shown("Invitation.eml", mail().as_bytes())
    assert isinstance(reader, MailReader)
    assert "see the note" in reader.pane.text.edit.toPlainText()
    assert [(one.name, one.media_type) for one in reader.pane.attachments] == [
        ("Note.pdf", "application/pdf")
    ]
    assert reader.pane.attachments[0].data == pdf()
    QTest.mouseClick(reader.pane.open_buttons[0], Qt.MouseButton.LeftButton)
    inner = reader.findChild(PreviewDialog)
    assert inner is not None
    assert inner.data == pdf()
    inner.close()
    save = next(
        one for one in reader.findChildren(QPushButton) if one.accessibleName() == "Save Note.pdf"
    )
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    asked = reader.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(tmp_path / "Note.pdf"))
    assert (tmp_path / "Note.pdf").read_bytes() == pdf()
    asked.close()


def test_an_e_mail_of_outlook_is_shown_as_any_other(shown) -> None:
    own = {"0037001F": "Invitation".encode("utf-16-le"), "1000001F": "Dear".encode("utf-16-le")}
    reader = shown("Invitation.msg", msg(own, {"3707001E": b"a.pdf", "37010102": pdf()}))
    assert isinstance(reader, MailReader)
    assert reader.pane.text.edit.toPlainText() == "Dear"
    assert [one.name for one in reader.pane.attachments] == ["a.pdf"]


def test_html_of_an_e_mail_is_read_as_words() -> None:
    made = EmailMessage()
    made["Subject"] = "Hello"
    page = (
        "<html><head><style>p{}</style></head><body><p>One &amp; two</p><script>steal()</script>"
        "<img src='http://example.org/x.png'><ul><li>first</li><li>second</li></ul></body></html>"
    )
    made.set_content(page, subtype="html")
    assert read_mail(made.as_bytes()).text.split("\n") == [
        "One & two", "", "first", "second",
    ]  # fmt: skip


def test_an_e_mail_within_an_e_mail_can_be_opened(shown) -> None:
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("see below")
    outer.add_attachment(mail())
    reader = shown("fwd.eml", outer.as_bytes())
    assert isinstance(reader, MailReader)
    (inner,) = reader.pane.attachments
    assert inner.name == "دعوة Invitation.eml"
    assert isinstance(viewer_of(inner.name, inner.media_type, inner.data, reader), MailReader)


def test_an_e_mail_of_an_unknown_character_set_is_still_read() -> None:
    data = b"Subject: x\r\nContent-Type: text/plain; charset=klingon\r\n\r\nhello\r\n"
    assert "hello" in read_mail(data).text


# Saving


def test_save_as_never_writes_over_a_file_by_the_way_and_says_why_not(
    shown, tmp_path: Path
) -> None:
    reader = shown("note.txt", b"content")
    other = tmp_path / "note.txt.part"
    other.write_bytes(b"somebody's")
    reader.save_to(tmp_path / "note.txt")
    assert (tmp_path / "note.txt").read_bytes() == b"content"
    assert other.read_bytes() == b"somebody's"
    assert sorted(one.name for one in tmp_path.glob("*note*")) == ["note.txt", "note.txt.part"]
    reader.save_to(tmp_path / "no such folder" / "note.txt")
    assert "cannot be written" in reader.notice.text
    QTest.keyClick(reader.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    asked = reader.findChild(QFileDialog)
    assert asked is not None
    assert not asked.testOption(QFileDialog.Option.DontConfirmOverwrite)
    asked.close()


def test_the_name_of_a_file_is_never_a_path() -> None:
    assert plain_name("../../etc/passwd") == "etc passwd"
    assert plain_name("a\u202efdp.exe") == "a fdp.exe"
    assert plain_name("x" * 300 + ".pdf") == "x" * 120 + ".pdf"
    assert plain_name("...") == "Document"


# The panel


@pytest.fixture
def body(store: Store) -> int:
    return add_organization(store, acronym="TB")


@pytest.fixture
def panel(qtbot: QtBot, store: Store, body: int) -> DocumentsPanel:
    made = DocumentsPanel(store)
    qtbot.addWidget(made)
    made.resize(520, 400)
    made.show()
    qtbot.waitExposed(made)
    made.show_owner("organization", body)
    made.activateWindow()
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    return made


def names(panel: DocumentsPanel) -> list[str]:
    rows = range(panel.model.rowCount())
    return [str(panel.model.index(row, 0).data()) for row in rows]


def test_files_are_pasted_as_one_step(panel: DocumentsPanel, store: Store, tmp_path: Path) -> None:
    for name in ("Concept note.pdf", "list.csv"):
        (tmp_path / name).write_bytes(b"content")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Concept note.pdf"))])
    QGuiApplication.clipboard().setMimeData(data)
    ctrl(Key.Key_V)
    assert names(panel) == ["Concept note.pdf PDF"]
    assert store.undoable() == "Add Concept note.pdf to TB"
    panel.take_files([tmp_path / "list.csv", tmp_path / "Concept note.pdf"])
    assert store.undoable() == "Add 2 documents to TB"
    assert len(names(panel)) == 3
    store.undo()
    assert len(names(panel)) == 1


def test_a_large_file_is_added_while_the_window_goes_on(
    panel: DocumentsPanel, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "Film.mp4").write_bytes(bytes(5_000_000))
    panel.take_files([tmp_path / "Film.mp4"])
    assert names(panel) == []
    assert panel.notice.text == "Adding: Film.mp4"
    qtbot.waitUntil(lambda: names(panel) == ["Film.mp4 MP4"])
    assert panel.notice.text == "Added: Film.mp4"
    assert store.undoable() == "Add Film.mp4 to TB"
    assert panel.current is not None
    assert store.read(content(panel.current.id)).data == bytes(5_000_000)


def test_a_large_file_comes_to_the_record_it_was_dropped_on(
    panel: DocumentsPanel, store: Store, body: int, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "Film.mp4").write_bytes(bytes(5_000_000))
    panel.take_files([tmp_path / "Film.mp4"])
    panel.show_owner("organization", add_organization(store, "Other"))
    qtbot.waitUntil(lambda: store.read(DocumentList("organization", body).count) == 1)
    assert names(panel) == []


def test_large_files_come_all_or_none(
    panel: DocumentsPanel, store: Store, body: int, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "Film.mp4").write_bytes(bytes(5_000_000))
    panel.take_files([tmp_path / "Film.mp4", tmp_path / "missing.txt"])
    qtbot.waitUntil(lambda: "cannot be read" in panel.notice.text)
    assert store.read(DocumentList("organization", body).count) == 0


def test_who_leaves_while_a_large_file_is_added_waits_for_it(
    program: Program, qtbot: QtBot, tmp_path: Path, register_path: Path
) -> None:
    desk = program.window.desk
    assert desk is not None
    (tmp_path / "Film.mp4").write_bytes(bytes(20_000_000))
    body = add_organization(desk.store)
    desk.open_record("organization", body, "documents")
    qtbot.waitUntil(lambda: bool(desk.findChildren(DocumentsPanel)))
    (panel,) = desk.findChildren(DocumentsPanel)
    panel.take_files([tmp_path / "Film.mp4"])
    assert program.window.keep_desk()
    assert desk.store.read(DocumentList("organization", body).count) == 1


def test_all_files_come_or_none(panel: DocumentsPanel, store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    panel.take_files([tmp_path / "a.txt", tmp_path / "missing.txt"])
    assert "cannot be read" in panel.notice.text
    assert names(panel) == []


def test_a_file_is_opened_renamed_and_taken_out_by_keys(
    panel: DocumentsPanel, store: Store, body: int, qtbot: QtBot
) -> None:
    draft = DocumentDraft("note.txt", b"x")
    one = store.perform("Add", lambda s: documents.add(s, draft, organization_id=body))
    shown = [action.shortcut().toString() for action in panel.view.actions_for([one])]
    assert shown == ["Return", "Ctrl+S", "F2", "Del"]
    with qtbot.waitSignal(panel.wanted) as wish:
        press(Key.Key_Return)
    assert wish.args == [OpenDocument(one)]
    press(Key.Key_F2)
    assert panel.rename_line.hasFocus()
    assert panel.rename_line.selectedText() == "note"
    type_("minutes")
    press(Key.Key_Return)
    assert names(panel) == ["minutes.txt TXT"]
    assert store.undoable() == "Rename note.txt to minutes.txt"
    assert panel.view.hasFocus()
    press(Key.Key_F2)
    press(Key.Key_Escape)
    assert panel.view.hasFocus()
    press(Key.Key_Delete)
    assert names(panel) == []
    assert "minutes.txt" in panel.notice.text
    panel.notice._button.click()
    assert names(panel) == ["minutes.txt TXT"]


def test_several_files_are_taken_out_as_one_step(
    panel: DocumentsPanel, store: Store, tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes(name.encode())
    panel.take_files([tmp_path / name for name in ("a.txt", "b.txt", "c.txt")])
    ctrl(Key.Key_A)
    press(Key.Key_Delete)
    assert names(panel) == []
    assert store.undoable() == "Take 3 documents out of TB"
    store.undo()
    assert len(names(panel)) == 3


def test_a_name_that_cannot_be_is_said(panel: DocumentsPanel, store: Store, body: int) -> None:
    draft = DocumentDraft("note.txt", b"x")
    store.perform("Add", lambda s: documents.add(s, draft, organization_id=body))
    press(Key.Key_F2)
    panel.rename_line.clear()
    press(Key.Key_Return)
    assert "missing" in panel.notice.text
    assert panel.rename_line.hasFocus()


def test_a_file_is_saved_where_the_officer_says(
    panel: DocumentsPanel, store: Store, body: int, tmp_path: Path
) -> None:
    draft = DocumentDraft("note.txt", b"content")
    store.perform("Add", lambda s: documents.add(s, draft, organization_id=body))
    ctrl(Key.Key_S)
    asked = panel.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(tmp_path / "out.txt"))
    assert (tmp_path / "out.txt").read_bytes() == b"content"
    asked.close()


def test_other_records_have_other_files(panel: DocumentsPanel, store: Store, body: int) -> None:
    draft = DocumentDraft("note.txt", b"x")
    store.perform("Add", lambda s: documents.add(s, draft, organization_id=body))
    other = add_organization(store, "Other")
    panel.show_owner("organization", other)
    assert names(panel) == []
    assert store.read(DocumentList("organization", body).count) == 1


def test_a_form_opens_its_documents_kept_and_just_added(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = program.window.desk
    assert desk is not None
    meeting = log(desk.store, "ECOWAS")
    draft = DocumentDraft("kept.txt", b"kept")
    desk.store.perform("Add", lambda s: documents.add(s, draft, engagement_id=meeting))
    desk.open_record("engagement", meeting)
    form = desk.engagements.form
    (tmp_path / "added.txt").write_bytes(b"added")
    field = form.inputs["documents"]
    assert isinstance(field, DocumentsInput)
    field.take_files([tmp_path / "added.txt"])
    for name, text in (("kept.txt", "kept"), ("added.txt", "added")):
        chip = next(one for one in field.findChildren(FieldChip) if name in one.words)
        QTest.keyClick(chip, Qt.Key.Key_Return)
        (reader,) = [one for one in form.findChildren(TextReader) if one.isVisible()]
        assert reader.pane.edit.toPlainText() == text
        reader.close()


def test_the_desk_opens_a_document_that_is_wished_for_or_found(
    program: Program, qtbot: QtBot
) -> None:
    desk = program.window.desk
    assert desk is not None
    draft = DocumentDraft("Concept note.pdf", pdf())
    body = add_organization(desk.store)
    one = desk.store.perform("Add", lambda s: documents.add(s, draft, organization_id=body))
    desk.wanted.emit(OpenDocument(one))
    (shown,) = desk.findChildren(PreviewDialog)
    assert shown.windowTitle() == "Concept note.pdf"
    shown.close()
    qtbot.waitUntil(lambda: not desk.findChildren(PreviewDialog))
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    find_box = program.window.find_box
    find_box.setFocus()
    type_("concept")
    qtbot.waitUntil(find_box.results.isVisible)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.findChildren(PreviewDialog)) == 1)
    desk.wanted.emit(OpenDocument(12345))
    assert "no longer" in program.window.notice.text
