"""What a page asks of the desk: pages do not know each other, the desk knows them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctdesk.db.queries.coverage import Asked
    from ctdesk.db.search.tree import Tree


@dataclass(frozen=True, slots=True)
class Open:
    """Show a record on its page. `kind` is its table, `part` a part of the page such as a tab."""

    kind: str
    id: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class LogEngagement:
    """Open an empty engagement form, with these in it or made like an earlier one."""

    bodies: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    like: int | None = None
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowEngagements:
    """Show the log narrowed to those with an organization."""

    organization_id: int


@dataclass(frozen=True, slots=True)
class Ask:
    """Show on a page of records, by its key, those a query asks for."""

    page: str
    asked: Tree


@dataclass(frozen=True, slots=True)
class SaveSearch:
    """Keep a query of a kind of record under a name."""

    kind: str
    asked: Tree


@dataclass(frozen=True, slots=True)
class ResumeDraft:
    """Open the form a draft was typed in; `key` is that of the draft."""

    key: str


@dataclass(frozen=True, slots=True)
class ShowPeople:
    """Show the people who hold a post in an organization."""

    organization_id: int


@dataclass(frozen=True, slots=True)
class AddPost:
    """Open an empty form of a post, in an organization or held by a person."""

    organization_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class EditPost:
    """Open a post in its form; with `hand_over` to name who follows and when."""

    post_id: int
    hand_over: bool = False


@dataclass(frozen=True, slots=True)
class AddCommitment:
    """Open an empty form of a commitment, to an organization where one is given."""

    organization_id: int | None = None


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """Keep a draft no longer, nor what a form shows of it; the officer was asked."""

    key: str


@dataclass(frozen=True, slots=True)
class PrintBriefing:
    """Show the briefing sheet of an organization."""

    organization_id: int


@dataclass(frozen=True, slots=True)
class PrintEngagement:
    """Show the briefing sheet that prepares an engagement."""

    engagement_id: int


@dataclass(frozen=True, slots=True)
class PrintSummary:
    """Show the summary of the engagements a query asks for."""

    asked: Tree


@dataclass(frozen=True, slots=True)
class PrintMatrix:
    """Show who was engaged when as a page."""

    asked: Asked


@dataclass(frozen=True, slots=True)
class PrintWeek:
    """Show the summary of the week as a page."""


@dataclass(frozen=True, slots=True)
class LogForum:
    """Open an empty form of the forum of a turn, which is linked to it once it is saved."""

    turn_id: int


@dataclass(frozen=True, slots=True)
class PrintNarrative:
    """Show the narrative of a framework item, or of all items of a framework."""

    framework_id: int
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class PrintPlan:
    """Show the action plan as a sheet."""


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """Show a file kept in the register in a window of its own."""

    document_id: int


@dataclass(frozen=True, slots=True)
class OpenHistory:
    """Show a step in the history."""

    operation_id: int


@dataclass(frozen=True, slots=True)
class Go:
    """Show a page by its key."""

    page: str


Wish = (
    Open
    | LogEngagement
    | ShowEngagements
    | Ask
    | SaveSearch
    | ResumeDraft
    | ShowPeople
    | AddPost
    | EditPost
    | AddCommitment
    | DiscardDraft
    | PrintBriefing
    | PrintEngagement
    | PrintMatrix
    | PrintSummary
    | PrintWeek
    | LogForum
    | PrintNarrative
    | PrintPlan
    | OpenDocument
    | OpenHistory
    | Go
)
