"""Three open lists on one store, as an officer may have them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from ctdesk.db.drafts import EngagementDraft, ItemDraft, ParticipationDraft
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.names import names
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.register import open_register
from ctdesk.db.store import Store, open_store
from ctdesk.settings import Installation
from ctdesk.ui.columns import engagements as engagement_columns
from ctdesk.ui.columns import organizations as organization_columns
from ctdesk.ui.tables.model import RecordModel
from ctdesk.ui.tables.view import RecordView


def three_views(path: Path) -> tuple[Store, list[RecordView], EngagementDraft]:
    """The store, the views, and a draft of an engagement that appears in all of them."""
    store = open_store(open_register(path, None), Installation("benchmark", 4000), "Benchmark")
    known = store.read(names())
    body, item = known.organization("AU"), known.item("Decision 7")
    draft = EngagementDraft(
        type_id=known.type("retreat"),
        starts=datetime(2026, 11, 12, 10),
        time_zone="America/New_York",
        status="held",
        outcome="A joint mapping of initiatives was agreed in principle.",
        participations=(
            ParticipationDraft(organization_id=body),
            ParticipationDraft(organization_id=known.organization("ECOWAS")),
        ),
        items=(ItemDraft(item),),
    )
    shown: list[RecordView] = []
    of_engagements = engagement_columns.columns()
    of_bodies = organization_columns.columns(date.today)
    for query, columns, table in (
        (EngagementList(), of_engagements, "engagement"),
        (EngagementList(organization_id=body), of_engagements, "engagement"),
        (OrganizationList(("regional",)), of_bodies, "organization"),
    ):
        model = RecordModel(store, query, columns, table=table, by=f"{table}_id")
        view = RecordView(model, columns, table, "")
        view.resize(800, 600)
        view.show()
        shown.append(view)
    return store, shown, draft
