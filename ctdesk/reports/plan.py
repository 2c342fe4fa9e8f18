"""The action plan on paper: a table for each objective, what is late in bold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ctdesk.days import short_day
from ctdesk.db.queries.plan import TO_DO, ActionRow, ObjectiveRow, PlanSheet
from ctdesk.reports import dates, labels, style
from ctdesk.reports.digest import digest
from ctdesk.reports.flow import Block
from ctdesk.reports.page import Document
from ctdesk.reports.tables import Cell, Column, Table
from ctdesk.reports.text import Text, Title
from ctdesk.reports.unicode import isolate
from ctdesk.words import _, ngettext


def layout(content: PlanSheet, paper: str = "a4") -> bytes:
    """The plan as PDF, the same bytes for the same content.

    `paper` is "a4" or "letter"; any other is a `UserError`.
    """
    document = Document(
        title=_("Action plan"),
        kind=_("Action plan"),
        sensitivity=content.sensitivity,
        register=content.register,
        as_of=content.as_of,
        digest=digest(content),
        paper=paper,
    )
    return document.render(blocks(content))


def blocks(content: PlanSheet) -> Iterator[Block]:
    """The plan from top to bottom."""
    prepared = _("Prepared {date}.").format(date=dates.day(content.as_of))
    yield Title(_("Action plan"), f"{_opening(content)} {prepared}")
    for objective in content.objectives:
        # Numbered as its actions are, and as in the window.
        heading = _("{number}. {heading}").format(
            number=objective.number, heading=isolate(objective.title)
        )
        yield Text(heading, style.HEADING, bound=True)
        if objective.note:
            yield Text(objective.note, leads=bool(objective.actions))
        if objective.actions:
            yield _table(objective, content.as_of)
        else:
            yield Text(_("No actions yet."))


def _opening(content: PlanSheet) -> str:
    """ "Three objectives, twelve actions: four done, two late." in words."""
    actions = [action for one in content.objectives for action in one.actions]
    aims, tasks = len(content.objectives), len(actions)
    counted = _("{objectives}, {actions}").format(
        objectives=ngettext("{count} objective", "{count} objectives", aims).format(
            count=labels.capitalized(labels.spelled(aims))
        ),
        actions=ngettext("{count} action", "{count} actions", tasks).format(
            count=labels.spelled(tasks)
        ),
    )
    done = labels.spelled(sum(one.state == "done" for one in actions))
    late = labels.spelled(sum(one.late(content.as_of) for one in actions))
    return _("{counted}: {done} done, {late} late.").format(counted=counted, done=done, late=late)


def _table(objective: ObjectiveRow, as_of: date) -> Table:
    columns = (
        Column(_("No."), least=24.0, most=24.0),
        Column(_("Action"), share=1.0),
        Column(_("Who"), least=100.0, most=100.0),
        Column(_("Due"), least=62.0, most=62.0),
        Column(_("State"), least=76.0, most=76.0),
    )  # all tables line up
    rows: list[tuple[str | Cell, ...]] = [
        (one.number, _what(one), _who(one), _due(one), _state(one, as_of))
        for one in objective.actions
    ]
    return Table(columns, rows)


def _what(action: ActionRow) -> str:
    """What is to be done, under what, what came of it and how many records carry it out."""
    said = [isolate(action.what)]
    if action.result:
        said.append(_("Result: {result}").format(result=isolate(action.result)))
    under = action.item_label
    under = _("Under {items}").format(items=isolate(under)) if under else ""
    further = "; ".join(one for one in (under, _carried(action)) if one)
    if further:
        said.append(labels.capitalized(further))
    return "\n".join(said)


def _carried(action: ActionRow) -> str:
    counted = [
        ngettext("{count} engagement", "{count} engagements", action.engagements).format(
            count=labels.spelled(action.engagements)
        ),
        ngettext("{count} commitment", "{count} commitments", action.commitments).format(
            count=labels.spelled(action.commitments)
        ),
    ]
    counts = (action.engagements, action.commitments)
    told = [words for words, count in zip(counted, counts, strict=True) if count]
    if not told:
        return ""
    return _("carried out by {records}").format(records=labels.listed(told))


def _who(action: ActionRow) -> str:
    return ", ".join(isolate(one) for one in (action.who, action.officer) if one)


def _due(action: ActionRow) -> str:
    return short_day(action.due) if action.due else _("no date")


def _state(action: ActionRow, as_of: date) -> str | Cell:
    """How far it is, and below that how many days are left or how many it is late."""
    state = labels.action_state(action.state)
    if action.due is None or action.state not in TO_DO:
        return state
    left = (action.due - as_of).days
    if left < 0:
        late = ngettext("{days} day late", "{days} days late", -left).format(days=-left)
        return Cell(f"{state}\n{late}", style.CELL_BOLD)
    if left == 0:
        return Cell(f"{state}\n{_('due today')}", style.CELL_BOLD)
    words = ngettext("{days} day left", "{days} days left", left).format(days=left)
    return f"{state}\n{words}"
