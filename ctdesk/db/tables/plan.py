"""The action plan: objectives, the actions under each, and the records they led to."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, Integer, String, Text

from ctdesk.db.tables.base import Record, belongs_to, column, may_refer_to, optional


class PlanObjective(Record):
    """What the plan is to reach. `position` orders the objectives, from 0 on, without gaps."""

    __tablename__ = "plan_objective"

    position = column(Integer)
    title = column(String(500))
    note = column(Text, default="")


class PlanAction(Record):
    """Something to be done under an objective; `position` orders those of one, from 0 on.

    The body and the officer are who does it.
    """

    __tablename__ = "plan_action"

    objective_id = belongs_to("plan_objective")
    position = column(Integer)
    what = column(Text)
    organization_id = may_refer_to("organization")
    officer = column(String(200), default="")
    due = optional(Date)
    state = column(String(20), default="open")
    item_id = may_refer_to("framework_item")
    result = column(Text, default="")
    is_example = column(Boolean, default=False)


class PlanLink(Record):
    """An engagement or a commitment that carries out an action; it counts while that is there."""

    __tablename__ = "plan_link"

    action_id = belongs_to("plan_action")
    engagement_id = may_refer_to("engagement")
    commitment_id = may_refer_to("commitment")
