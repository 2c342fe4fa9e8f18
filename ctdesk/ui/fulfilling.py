"""What each wish of a page comes to, on a desk that knows all of them."""

from __future__ import annotations

from ctdesk.ui.desk import Desk
from ctdesk.ui.wishes import (
    AddCommitment,
    AddPost,
    Ask,
    DiscardDraft,
    EditPost,
    Go,
    LogEngagement,
    LogForum,
    Open,
    OpenDocument,
    OpenHistory,
    PrintBriefing,
    PrintEngagement,
    PrintMatrix,
    PrintNarrative,
    PrintPlan,
    PrintSummary,
    PrintWeek,
    ResumeDraft,
    SaveSearch,
    ShowEngagements,
    ShowPeople,
    Wish,
)


def fulfil(desk: Desk, wish: Wish) -> None:
    """Do what a page asked for: show something, open a form, or make a sheet."""
    match wish:
        case (
            PrintBriefing() | PrintEngagement() | PrintMatrix() | PrintSummary() | PrintWeek()
            | PrintNarrative() | PrintPlan()
        ):  # fmt: skip
            _print(desk, wish)
        case LogEngagement() | AddPost() | EditPost() | AddCommitment() | LogForum():
            _type(desk, wish)
        case ResumeDraft(key):
            desk.resume_draft(key)
        case SaveSearch(kind, asked):
            desk.saved.save(kind, asked)
        case DiscardDraft(key):
            desk.discard_draft(key)
        case _:
            _show(desk, wish)


def _show(desk: Desk, wish: Wish) -> None:
    match wish:
        case Open(kind, record_id, part):
            desk.open_record(kind, record_id, part)
        case OpenDocument(document_id):
            desk.open_document(document_id)
        case OpenHistory(operation_id):
            desk.open_history(operation_id)
        case ShowEngagements(organization_id):
            desk.engagements.narrow_to(organization_id)
            desk.show_page("engagements")
        case ShowPeople(organization_id):
            desk.people.narrow_to(organization_id)
            desk.show_page("people")
        case Ask(page, asked):
            desk.show_asked(page, asked)
        case Go(page):
            desk.show_page(page)


def _type(desk: Desk, wish: Wish) -> None:
    match wish:
        case LogEngagement(bodies, people, like, items):
            desk.log_engagement(bodies, people, like, items)
        case AddPost(organization_id, person_id):
            desk.add_post(organization_id, person_id)
        case EditPost(post_id, hand_over):
            desk.edit_post(post_id, hand_over=hand_over)
        case AddCommitment(organization_id):
            desk.add_commitment(organization_id)
        case LogForum(turn_id):
            desk.show_page("engagements")
            desk.engagements.start_new(turn=turn_id)


def _print(desk: Desk, wish: Wish) -> None:
    match wish:
        case PrintBriefing(organization_id):
            desk.printing.briefing(organization_id)
        case PrintEngagement(engagement_id):
            desk.printing.engagement(engagement_id)
        case PrintMatrix(shown):
            desk.printing.matrix(shown)
        case PrintWeek():
            desk.printing.week()
        case PrintSummary(asked):
            desk.printing.summary(asked)
        case PrintNarrative(framework_id, item_id):
            desk.printing.narrative(framework_id, item_id)
        case PrintPlan():
            desk.printing.plan()
