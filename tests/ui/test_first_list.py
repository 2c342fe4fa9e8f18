"""What the first list waits for: nothing that it does not show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ctdesk.db.creating import make
from ctdesk.paths import resources

_SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTableView
from ctdesk.app import Program
from ctdesk.settings import load_settings
from ctdesk.ui import theme
app = QApplication([])
theme.apply(app, load_settings())
program = Program(load_settings())
class Watch(QObject):
    def eventFilter(self, watched, event):
        table = watched.parent()
        if event.type() == QEvent.Type.Paint and isinstance(table, QTableView):
            if table.model() is not None and table.model().rowCount():
                app.removeEventFilter(self)
                print(*[name for name in sys.argv[2:] if name in sys.modules])
                app.quit()
        return False
watch = Watch()
app.installEventFilter(watch)
program.start(Path(sys.argv[1]))
program.window.show()
app.exec()
"""
_LATER = (
    "alembic", "babel", "docx", "openpyxl", "pypdfium2", "reportlab", "sqlalchemy.orm",
    "ctdesk.db.drafts", "ctdesk.db.mapping", "ctdesk.db.queries.brief", "ctdesk.ui.printing",
    "ctdesk.ui.pages.today", "ctdesk.ui.profiles.organization",
)  # fmt: skip


def test_it_is_painted_before_anything_else_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "desk.ctdesk"
    make(path, None, resources()).close()
    told = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(path), *_LATER, "ctdesk.ui.pages.organizations"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.split() == ["ctdesk.ui.pages.organizations"], told.stderr
