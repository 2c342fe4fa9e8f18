"""Show a document: one of the register, or one that is just added and not stored yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ctdesk.db.files import DocumentDraft, Stored
from ctdesk.db.queries.documents import content
from ctdesk.db.queries.lookups import Kept
from ctdesk.db.store import Store
from ctdesk.db.texts import bytes_of
from ctdesk.errors import UserError


def show_document(
    store: Store, one: int | Kept | DocumentDraft, failed: Callable[[str], None], parent: QWidget,
    page: int = 0,
) -> None:  # fmt: skip
    """Show a document (an int is its id) in a window of its own; a PDF at a page, from 1 on.

    `failed` is told in a sentence that it is gone.
    """
    from ctdesk.ui.dialogs.document_viewer import viewer_of  # pypdfium2, email: with a file to show

    if isinstance(one, DocumentDraft):
        data = store.read(bytes_of(one.data.hash)) if isinstance(one.data, Stored) else one.data
        viewer_of(one.name, one.media_type, data, parent).show()
        return
    document_id = one.id if isinstance(one, Kept) else one
    try:
        found = store.read(content(document_id))
    except UserError as error:
        failed(str(error))
        return
    viewer = viewer_of(found.name, found.media_type, found.data, parent)
    viewer.show()
    if page:
        viewer.go_to_page(page)
