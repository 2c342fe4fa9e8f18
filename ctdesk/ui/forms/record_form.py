"""What every form of a record is: typed in one place beside the list, kept until it is saved."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from ctdesk import bugs
from ctdesk.days import local, short_day
from ctdesk.db.changes import Changes
from ctdesk.db.operations import documents
from ctdesk.db.queries.drafts import KeptDraft
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from ctdesk.settings import Settings
from ctdesk.ui.forms import memo as memos
from ctdesk.ui.forms.inputs.directory import Directory
from ctdesk.ui.forms.inputs.documents import DocumentChanges, DocumentsInput
from ctdesk.ui.forms.kept_form import Keep, KeptForm
from ctdesk.ui.forms.memo import Memo
from ctdesk.ui.forms.record_kind import D, Edited, RecordKind
from ctdesk.ui.forms.touched import UNREADABLE, Touched
from ctdesk.ui.live import Live
from ctdesk.ui.plain import tip
from ctdesk.ui.showing import show_document
from ctdesk.words import _

log = logging.getLogger(__name__)


class RecordForm(RecordKind[D], KeptForm):
    """Adds a record or edits one; each save is one operation.

    `saved` has the record's id; `closed` says that the officer is done. What is typed is kept in
    the register while it is typed, and never lost without a question. Those who build on it say
    what the record is: see `RecordKind`.
    """

    # Put together

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        self.directory = Directory(store)
        self._record: Edited[D] | None = None
        self._given: dict[str, Any] = {}
        self._unread = ""  # the memo of the draft, where not all of it could be shown
        self.inputs = self.make_inputs()
        self.touched = Touched(self.inputs, self._value)
        found = self.inputs.get("documents")
        self._documents = found if isinstance(found, DocumentsInput) else None
        self.put_together(self.plan, self.inputs, self.label, self.buttons())
        for one in self.inputs.values():
            one.changed.connect(self._keeper.typed)
        if self._documents:
            self._documents.refused.connect(self.notice.say)
            self._keeper.writing.connect(self._documents.show_writing)
            self._documents.opened.connect(
                lambda one: show_document(self.store, one, self.notice.say, self)
            )
        Live(store, self).changed.connect(self._heard)
        self._rest()

    # What others ask of it

    @property
    def record_id(self) -> int | None:
        """The record being edited; None for a new one."""
        return self._record.id if self._record else None

    def start_new(self, **given: Any) -> None:
        """Be ready to add one, with what is given (as `blank` takes it, and JSON).

        What is typed for a new one already stays; something given asks before it takes its place.
        """
        given = {name: value for name, value in given.items() if value is not None}
        if self._record is not None or not self.is_dirty():
            self.leaving(lambda: self._begin(given))
        elif given and given != self._given:
            self.ask(lambda: self._begin(given))
        else:
            self.body.focus_first()

    def edit(self, record_id: int) -> None:
        """Show a record to be edited. Raises UserError where neither it nor a draft of it is."""
        if self.record_id == record_id:
            return
        if not self._keeper.has(self._key(record_id)):
            self.store.read(self.stored(record_id))
        self.leaving(lambda: self._begin_edit(record_id))

    def is_dirty(self) -> bool:
        """Whether something is typed that is not in the record."""
        return bool(self._unread) or any(True for _name in self.touched)

    @property
    def unsaved(self) -> bool:
        return super().unsaved or bool(self._documents and self._documents.coming)

    def keep_now(self) -> bool:
        if self._documents:
            self._documents.settle()
        return super().keep_now()

    @property
    def name(self) -> str:
        """What the record is called, as typed so far."""
        briefs = (self.inputs[name].brief().strip() for name in self.named_by)
        return next(filter(None, briefs), "")

    def draft(self) -> D:
        """The record as typed. Raises Invalid with a sentence for each field at fault."""
        values: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for name in self.touched:
            if self.inputs[name] is self._documents:
                continue
            try:
                values |= self.read(name, self.inputs[name].value())
            except UserError as error:
                faults[name] = str(error)
        draft = replace(self._base, **values)
        faults = {**self.missing(draft), **faults}
        if faults:
            raise Invalid(faults)
        return draft

    def save(self) -> int | None:
        """Store what is typed; the record's id, or None where something is at fault."""
        self.clear_faults()
        if self._documents and not self._documents.settle():
            return None
        try:
            record_id = self._stored(self.draft())
        except Invalid as error:
            self.show_faults({self.field_of(name): said for name, said in error.fields.items()})
            return None
        except UserError as error:
            self.notice.say(str(error))
            return None
        name, added = self.name, self._record is None
        if added:
            self._begin({})  # ready for the next
        else:
            self._rest()
        self.notice.say(_("Saved: {title}").format(title=name), "good")
        self.saved.emit(record_id)
        if not added:
            self.closed.emit()
        return record_id

    # Beginning and ending

    def close_up(self) -> None:
        """Rest, and say that the officer is done."""
        self._rest()
        self.closed.emit()

    def _rest(self) -> None:
        """Show an empty form in which nothing is kept, until it is opened."""
        self._keeper.rest()
        self._record = None
        self._begin_from({})

    def _begin(self, given: dict[str, Any]) -> None:
        kept = self._keeper.begin(self._key(None))
        memo, whole = memos.read(kept.memo) if kept else (Memo(given=given), True)
        self._record = None
        try:
            self._begin_from(memo.given)
        except UNREADABLE as error:
            if kept is None:
                raise
            log.warning("what a kept draft began with cannot be used: %s", bugs.named(error))
            self._begin_from({})
            whole = False
        self.body.focus_first()
        if kept:
            self._take_up(kept, memo, whole=whole)
            if given and given != self._given:
                self.ask(lambda: self._begin(given))

    def _begin_from(self, given: dict[str, Any]) -> None:
        self._given, self._new = given, self.blank(**given)
        self.show_base()

    def _begin_edit(self, record_id: int) -> None:
        kept = self._keeper.begin(self._key(record_id))
        self._new = self.blank()
        try:
            self._record = self._fresh(record_id)
        except UserError as error:
            if kept is None:  # gone since `edit` looked
                self._rest()
                self.notice.say(str(error))
                return
            self._record = Edited(record_id, self._new, gone=True)
        self.show_base()
        self.body.focus_first()
        if kept:
            memo, whole = memos.read(kept.memo)
            self._take_up(kept, memo, whole=whole)

    def _since(self, mark: str) -> str:
        """What happened to the record since the draft of it was kept; "" where nothing did."""
        if self._record is None:
            return ""
        if self._record.gone:
            return self.words.gone.format(name=self.name)
        return "" if mark == self._record.mark else _("The record was changed since.")

    def _key(self, record_id: int | None) -> str:
        return f"{self.table}:{'new' if record_id is None else record_id}"

    def _fresh(self, record_id: int) -> Edited[D]:
        """The record as the register has it. Raises UserError where it is gone."""
        draft = self.store.read(self.stored(record_id))
        kept = self.store.read(self.documents_of(record_id)) if self._documents else ()
        return Edited(record_id, draft, kept)

    @property
    def _base(self) -> D:
        return self._record.draft if self._record else self._new

    def show_base(self) -> None:
        """Show the record, or what a new one begins with; nothing is typed."""
        self._unread = ""
        self.clear_faults()
        self.directory.recall(())
        self.directory.learn(self._base)
        self.fill_options()
        self.touched.show()
        if self._record is None:
            self.body.open_only(())
        heading = self.words.new if self._record is None else self.words.edit
        self.title.setText(heading.format(name=self.name))
        self.title.setToolTip(tip(self.title.text()))
        self.body.to_top()
        self._keeper.calm()

    def _value(self, name: str) -> Any:
        if self.inputs[name] is self._documents:
            return self._record.documents if self._record else ()
        return self.shown(self._base, name)

    # What is kept while it is typed

    def hand_over(self, keep: Keep) -> None:
        """Hand what is typed to `keep`."""
        added = self._documents.added if self._documents else ()
        keep(self.name or self.words.new, self._memo().text(), added)

    def _memo(self) -> Memo:
        return Memo(
            given=self._given,
            mark=self._record.mark if self._record else "",
            newcomers=self.directory.memo(),
            typed=self.touched.memo(),
            open=self.body.open_parts,
            unread=self._unread,
        )

    def _take_up(self, kept: KeptDraft, memo: Memo, *, whole: bool) -> None:
        """Show what was typed and not saved, and say so."""
        self.directory.recall(memo.newcomers)
        whole = self.touched.recall(memo.typed) and whole
        if self._documents:
            self._documents.bring_back(kept.documents)
        self.body.open_only(memo.open)
        self.recalled()
        self._unread = "" if whole else memo.unread or kept.memo
        self._keeper.calm()
        since = self._since(memo.mark)
        if self._unread:
            lost = _("Part of it cannot be shown here; it stays kept until you save or discard.")
            since = f"{lost} {since}".strip()
        at = local(kept.at, self.settings.time_zone)
        told = _("Typed on {day} at {time}, not saved.").format(
            day=short_day(at.date()), time=f"{at:%H:%M}"
        )
        self.notice.say(
            f"{told} {since}".strip(),
            "warn" if since else "plain",
            (_("Discard"), self._discard_kept),
        )

    def _discard_kept(self) -> None:
        self.discard()
        if self._record and self._record.gone:
            self.close_up()
        else:
            self.body.focus_first()

    # Storing

    def _stored(self, draft: D) -> int:
        """Carry out the one operation, if anything changed; the record's id."""
        record = self._record
        files = self._documents.value() if self._documents else DocumentChanges()
        if record and not record.gone and (draft, files) == (record.draft, DocumentChanges()):
            self._keeper.drop()
            return record.id

        def work(session: Any) -> int:
            entered = self.directory.enter(session, draft)
            if record is None or record.gone:
                record_id = self.add(session, entered)
            else:
                record_id = record.id
                self.change(session, record_id, entered)
            for one in files.removed:
                documents.delete(session, one)
            for file in files.added:
                documents.add(session, file, **{f"{self.table}_id": record_id})
            return record_id

        self._keeper.settle()  # else what a thread keeps would outlive the save
        title = self.step_of(draft, added=record is None)
        return self.store.perform(
            title.format(name=self.name), work, initiator=self, finishes=self._keeper.key or None
        )

    # What happens elsewhere

    def _heard(self, changes: object) -> None:
        record = self._record
        if not isinstance(changes, Changes) or changes.initiator is self or record is None:
            return
        if record.id not in changes.ids(self.table, f"{self.table}_id"):
            return
        try:
            fresh = self._fresh(record.id)
        except UserError:
            self._record = replace(record, gone=True)
            self.notice.say(self.words.gone.format(name=self.name), "warn")
            return
        if fresh != record:
            self._take_over(fresh)
            said = _("Changed meanwhile (“{title}”). What you typed here is kept.")
            self.notice.say(said.format(title=changes.title), "warn")

    def _take_over(self, fresh: Edited[D]) -> None:
        """Show what changed elsewhere in each field that was not touched here."""
        self._record = fresh
        self.directory.learn(fresh.draft)
        for name in self.inputs:
            self.touched.show_anew(name)
