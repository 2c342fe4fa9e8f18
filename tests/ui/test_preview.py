"""The preview shows, saves and prints one and the same bytes."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfgen.canvas import Canvas
from shiboken6 import isValid

from ctdesk.ui.dialogs.page_view import Sheet
from ctdesk.ui.dialogs.preview import PreviewDialog

SIZES = (A4, A4, LETTER, landscape(A4), A4)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, invariant=1)
    for number, size in enumerate(SIZES, 1):
        canvas.setPageSize(size)
        canvas.setFont("Helvetica", 40)
        canvas.drawString(72, size[1] - 100, f"Page {number}")
        canvas.setFillColorRGB(0, 0.45, 0.74)
        canvas.rect(72, 72, 100 * number, 40, fill=1)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


@pytest.fixture
def dialog(qtbot: QtBot, pdf: bytes) -> PreviewDialog:
    made = PreviewDialog(pdf, "Briefing sheet, <b>ECOWAS</b>", "ECOWAS.pdf")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def same(image: QImage, pdf: bytes, number: int, scale: float) -> bool:
    """Whether the image is what PDFium makes of the page at that scale."""
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[number].render(scale=scale, prefer_bgrx=True)
    direct = QImage(
        bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
    ).copy()
    document.close()
    plain = image.copy()
    plain.setDevicePixelRatio(1.0)
    return plain == direct


def test_what_is_saved_is_what_is_shown(dialog: PreviewDialog, pdf: bytes, tmp_path: Path) -> None:
    dialog.save_to(tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == pdf
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["out.pdf"]
    assert "out.pdf" in dialog.notice.text


def test_save_asks_where_and_proposes_the_name(
    dialog: PreviewDialog, qtbot: QtBot, pdf: bytes, tmp_path: Path
) -> None:
    QTest.keyClick(dialog.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    assert Path(asked.selectedFiles()[0]).name == "ECOWAS.pdf"
    asked.fileSelected.emit(str(tmp_path / "chosen.pdf"))
    assert (tmp_path / "chosen.pdf").read_bytes() == pdf
    asked.close()


def test_a_disk_error_is_a_sentence(dialog: PreviewDialog, tmp_path: Path) -> None:
    dialog.save_to(tmp_path / "no such folder" / "out.pdf")
    assert "cannot be written: No such file or directory." in dialog.notice.text
    assert "\n" not in dialog.notice.text
    target = tmp_path / "folder.pdf"
    target.mkdir()
    dialog.save_to(target)
    assert "cannot be written" in dialog.notice.text
    assert not (tmp_path / "folder.pdf.part").exists()


def test_the_first_page_is_rendered_from_those_bytes(
    dialog: PreviewDialog, qtbot: QtBot, pdf: bytes
) -> None:
    view = dialog.view
    qtbot.waitUntil(lambda: view.shown(0) is not None)
    image = view.shown(0)
    assert image is not None
    scale = view.scale * view.devicePixelRatioF()
    assert same(image, pdf, 0, round(scale, 6))
    widest = max(width for width, _height in SIZES) * view.scale
    assert widest == pytest.approx(view.viewport().width() - 32, abs=1), "fits the width"


def test_pages_out_of_view_are_not_rendered(dialog: PreviewDialog, qtbot: QtBot) -> None:
    view = dialog.view
    qtbot.waitUntil(lambda: view.shown(0) is not None)
    assert view.shown(4) is None
    QTest.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: view.shown(4) is not None)
    assert dialog.place.text() == "Page 5 of 5"


def test_the_keyboard_turns_pages_and_zooms(dialog: PreviewDialog, qtbot: QtBot) -> None:
    view = dialog.view
    assert dialog.place.text() == "Page 1 of 5"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert dialog.place.text() == "Page 2 of 5"
    QTest.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert dialog.place.text() == "Page 3 of 5"
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert dialog.place.text() == "Page 2 of 5"
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert dialog.place.text() == "Page 1 of 5"
    fitted = view.scale
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == pytest.approx(fitted * 1.2)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == pytest.approx(fitted / 1.2)
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == pytest.approx(fitted)


def printed(dialog: PreviewDialog, qtbot: QtBot, path: Path, **pages: int) -> bytes:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    if pages:
        printer.setFromTo(pages["first"], pages["last"])
    dialog.print_to(printer)
    qtbot.waitUntil(lambda: "Sent to the printer" in dialog.notice.text, timeout=20_000)
    return path.read_bytes()


def test_printing_gives_the_same_pages_in_their_own_sizes(
    dialog: PreviewDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = Sheet(printed(dialog, qtbot, tmp_path / "printed.pdf"))
    assert len(sheet.sizes) == len(SIZES)
    for own, size in zip(sheet.sizes, SIZES, strict=True):
        assert own == pytest.approx(size, abs=1.5)
    sheet.close()


def test_what_is_printed_lies_where_the_sheet_has_it(
    dialog: PreviewDialog, qtbot: QtBot, pdf: bytes, tmp_path: Path
) -> None:
    paper = Sheet(printed(dialog, qtbot, tmp_path / "printed.pdf", first=2, last=2))
    assert len(paper.sizes) == 1
    sheet = Sheet(pdf)
    got, wanted = paper.image(0, 1.0), sheet.image(1, 1.0)
    # The bar at the foot of page 2 is 200 points wide: inside blue, outside white, on both.
    for x, y in ((100, 750), (265, 750), (285, 750), (300, 400)):
        assert got.pixelColor(x, y).lightness() == pytest.approx(
            wanted.pixelColor(x, y).lightness(), abs=12
        )
    paper.close()
    sheet.close()


def test_a_printer_that_refuses_is_a_sentence(
    dialog: PreviewDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "out.pdf"))
    with qtbot.captureExceptions() as raised:
        dialog.print_to(printer)
    assert not raised
    assert "did not take the pages" in dialog.notice.text


def test_print_asks_for_pages_and_leaves_the_program_running(
    dialog: PreviewDialog, qtbot: QtBot
) -> None:
    QTest.keyClick(dialog.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    asked = dialog.findChild(QPrintDialog)
    assert asked is not None
    assert (asked.minPage(), asked.maxPage()) == (1, len(SIZES))
    asked.reject()
    qtbot.waitUntil(lambda: not isValid(asked))


def test_escape_closes_and_nothing_is_modal(dialog: PreviewDialog) -> None:
    assert dialog.windowModality() == Qt.WindowModality.NonModal
    assert not dialog.isModal()
    QTest.keyClick(dialog.view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
