"""What a form of one kind of record says of it: its words, its inputs, its plan, its operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QPushButton

from ctdesk.db.queries.lookups import Kept
from ctdesk.db.store import Question
from ctdesk.ui.forms.form_body import Plan
from ctdesk.ui.forms.inputs.base import Input, label_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class FormWords:
    """What a form says of its kind of record; each has a place for its {name}, `new` has none."""

    new: str  # heading of a form for a new one
    edit: str  # heading of a form for one there is
    add_step: str  # what undo calls a save of a new one
    edit_step: str  # and of one there is
    gone: str  # one that is edited was deleted; saving adds it anew


@dataclass(frozen=True, slots=True)
class Edited(Generic[D]):
    """The record being edited, as it was read; `gone` when it is not in the register."""

    id: int
    draft: D
    documents: tuple[Kept, ...] = ()
    gone: bool = False

    @property
    def mark(self) -> str:
        """What tells this state of the record from another, also after a restart."""
        return sha256(repr((self.draft, self.documents)).encode()).hexdigest()


class RecordKind(Generic[D]):
    """What is particular to one kind of record; D is its draft. The rest is `RecordForm`'s."""

    table: ClassVar[str]
    words: ClassVar[FormWords]
    plan: ClassVar[Plan]
    labels: ClassVar[Mapping[str, str]] = {}  # where a field is not called by its column
    named_by: ClassVar[Sequence[str]]  # inputs that say what the record is called, first first

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        raise NotImplementedError

    def fill_options(self) -> None:
        """Read what there is to choose from, as the register has it now."""

    def blank(self, **given: Any) -> D:
        """What a new record begins with."""
        raise NotImplementedError

    def stored(self, record_id: int) -> Question[D]:
        """The question for the draft of a record."""
        raise NotImplementedError

    def documents_of(self, record_id: int) -> Question[tuple[Kept, ...]]:
        """The question for the documents of a record, for a form with an input of them."""
        raise NotImplementedError

    def add(self, session: Any, draft: D) -> int:
        """Add the record within an operation; its id. Raises Invalid."""
        raise NotImplementedError

    def change(self, session: Any, record_id: int, draft: D) -> None:
        """Change the record within an operation. Raises Invalid."""
        raise NotImplementedError

    def label(self, name: str) -> str:
        """What an input is called; "" where it says so itself."""
        own = self.labels.get(name)
        return label_of(self.table, name) if own is None else own

    def shown(self, draft: D, name: str) -> Any:
        """What an input shows of a draft."""
        return getattr(draft, name)

    def read(self, name: str, value: Any) -> Mapping[str, Any]:
        """What the value of an input says of the draft."""
        return {name: value}

    def field_of(self, column: str) -> str:
        """The input beside which a fault of a column stands."""
        return column

    def missing(self, draft: D) -> Mapping[str, str]:
        """A sentence for each input that must be typed in and is not."""
        del draft
        return {}

    def recalled(self) -> None:
        """What else is to be shown once a kept draft is: nothing, unless the kind says more."""

    def step_of(self, draft: D, *, added: bool) -> str:
        """What undo calls a save, with a place for the {name}."""
        del draft
        return self.words.add_step if added else self.words.edit_step

    def buttons(self) -> Sequence[QPushButton]:
        """Further buttons, left of the one that saves."""
        return ()
