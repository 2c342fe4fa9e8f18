"""Rotational regional forums: series that bodies host in turn."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, Integer, String, Text

from ctdesk.db.tables.base import Record, belongs_to, column, may_refer_to, optional


class Series(Record):
    """A series of forums with hosts in turn."""

    __tablename__ = "series"

    name = column(String(300))
    note = column(Text, default="")
    is_example = column(Boolean, default=False)


class SeriesTurn(Record):
    """A turn of a series: whose it is, on which day or by when, and the forum that came of it.

    `position` counts from 1 within the series. `engagement_id` is the forum as it is logged,
    planned or held.
    """

    __tablename__ = "series_turn"

    series_id = belongs_to("series")
    position = column(Integer)
    host_id = may_refer_to("organization")
    due = optional(Date)
    theme_id = may_refer_to("theme")
    topic = column(String(300), default="")
    engagement_id = may_refer_to("engagement")
