"""Joint initiatives to look at: all are examples, named and marked as such.

The programmes are real; what is said to be carried out under them here, by whom and with what
result, is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from ctdesk.db.drafts import IndicatorDraft, InitiativeDraft, ReadingDraft
from ctdesk.db.operations import initiatives
from ctdesk.db.queries.initiatives import draft

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Keys(Protocol):
    """Ids of shipped rows by permanent key."""

    def __getitem__(self, key: str) -> int: ...


@dataclass(frozen=True, slots=True)
class _Plan:
    """An example: names and keys, days from the day the register is made."""

    name: str
    programme: str
    state: str
    days: tuple[int, int]
    bodies: str  # the lead first
    theme: str
    places: str


_PLANS = (
    _Plan("border management training, coastal West Africa", "joint_appeal", "under_way",
          (-300, 200), "UNOCT ECOWAS AU UNODC", "border-security", "BEN CIV GHA TGO"),
    _Plan("common procedure at border posts", "joint_appeal", "under_way",
          (-150, 420), "AU ECOWAS LCBC", "border-security", "M49-011 M49-017"),
    _Plan("shared calendar of trainings on the financing of terrorism", "", "planned",
          (40, 330), "UNODC SADC GCC UNOCT", "cft", "M49-018 M49-145"),
    _Plan("regional analysis of the financing of terrorism", "joint_appeal", "under_way",
          (-90, 270), "AU IGAD UNODC", "cft", "KEN SOM UGA"),
    _Plan("early warning at borders of Central Asia", "kuwait_phase", "under_way",
          (-210, 300), "UNOCT SCO CICA", "border-security", "KGZ TJK UZB"),
    _Plan("exchange of practice between Central Asia and the Gulf", "kuwait_phase", "planned",
          (60, 500), "CICA GCC UNOCT", "border-security", "M49-143 KWT"),
    _Plan("network of associations of victims", "", "done",
          (-620, -80), "UNODC COE", "victims", "M49-155"),
    _Plan("youth dialogues in the Lake Chad Basin", "joint_appeal", "dropped",
          (-400, -200), "LCBC AU", "youth", "TCD CMR NGA NER"),
)  # fmt: skip

# By the number of the plan: name, unit, baseline, target, readings every sixty days.
_INDICATORS: Mapping[int, tuple[tuple[str, str, float, float, tuple[float, ...]], ...]] = {
    0: (
        ("Officers trained", "people", 0, 240, (36, 74, 128, 171)),
        ("Posts that share passenger data", "posts", 2, 12, (2, 4, 5)),
    ),
    1: (("Posts with the common procedure", "posts", 0, 30, (6, 11)),),
    4: (("Average time until a warning is passed on", "hours", 48, 6, (40, 30, 18)),),
}


def add(session: Session, keys: Keys, today: date) -> int:
    """Add the examples, with what was read of their indicators; the id of the first."""
    ids = [initiatives.add(session, _draft(keys, number, today)) for number in range(len(_PLANS))]
    session.flush()
    for number, told in _INDICATORS.items():
        _read(session, ids[number], [readings for *_rest, readings in told], today)
    return ids[0]


def _draft(keys: Keys, number: int, today: date) -> InitiativeDraft:
    plan = _PLANS[number]
    lead, *partners = plan.bodies.split()
    starts, ends = (today + timedelta(days=one) for one in plan.days)
    return InitiativeDraft(
        f"Example: {plan.name}",
        programme=plan.programme,
        lead_id=keys[f"org:{lead}"],
        starts=starts,
        ends=ends,
        state=plan.state,
        description="An example, not a real initiative: nothing is claimed of the bodies named.",
        is_example=True,
        partner_ids=tuple(keys[f"org:{one}"] for one in partners),
        theme_ids=(keys[f"theme:{plan.theme}"],),
        place_ids=tuple(keys[f"place:{one}"] for one in plan.places.split()),
        indicators=tuple(
            IndicatorDraft(name, unit, baseline, starts, target, ends)
            for name, unit, baseline, target, _readings in _INDICATORS.get(number, ())
        ),
    )


def _read(session: Session, initiative_id: int, told: list[tuple[float, ...]], today: date) -> None:
    indicators = draft(initiative_id)(session.connection()).indicators
    for indicator, values in zip(indicators, told, strict=True):
        first = today - timedelta(days=60 * len(values) - 30)
        for place, value in enumerate(values):
            on = first + timedelta(days=60 * place)
            reading = ReadingDraft(value, on, "Reported by the lead. (example)")
            initiatives.add_reading(session, indicator.id or 0, reading)
