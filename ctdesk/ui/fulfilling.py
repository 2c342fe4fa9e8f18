"""What each wish of a page comes to, on a desk that knows all of them."""

from __future__ import annotations

from ctdesk.ui.desk import Desk
from ctdesk.ui.wishes import (
    AddCommitment,
    AddPost,
    DiscardDraft,
    EditPost,
    Go,
    LogEngagement,
    Open,
    OpenDocument,
    OpenHistory,
    PrintBriefing,
    PrintEngagement,
    PrintSummary,
    ResumeDraft,
    ShowEngagements,
    ShowOrganizations,
    ShowPeople,
    Wish,
)


def fulfil(desk: Desk, wish: Wish) -> None:
    """Do what a page asked for: show something, open a form, or make a sheet."""
    match wish:
        case PrintBriefing() | PrintEngagement() | PrintSummary():
            _print(desk, wish)
        case LogEngagement() | AddPost() | EditPost() | AddCommitment():
            _type(desk, wish)
        case ResumeDraft(key):
            desk.resume_draft(key)
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
        case ShowEngagements(_, int(item_id)):
            desk.engagements.show_under(item_id)
            desk.show_page("engagements")
        case ShowEngagements(organization_id):
            desk.engagements.show_only(organization_id)
            desk.show_page("engagements")
        case ShowPeople(organization_id):
            desk.people.show_only(organization_id)
            desk.show_page("people")
        case ShowOrganizations(quiet):
            desk.organizations.show_regional(quiet=quiet)
            desk.show_page("organizations")
        case Go(page):
            desk.show_page(page)


def _type(desk: Desk, wish: Wish) -> None:
    match wish:
        case LogEngagement(bodies, people, like):
            desk.log_engagement(bodies, people, like)
        case AddPost(organization_id, person_id):
            desk.add_post(organization_id, person_id)
        case EditPost(post_id, hand_over):
            desk.edit_post(post_id, hand_over=hand_over)
        case AddCommitment(organization_id):
            desk.add_commitment(organization_id)


def _print(desk: Desk, wish: Wish) -> None:
    match wish:
        case PrintBriefing(organization_id):
            desk.printing.briefing(organization_id)
        case PrintEngagement(engagement_id):
            desk.printing.engagement(engagement_id)
        case PrintSummary(scope):
            desk.printing.summary(scope)
