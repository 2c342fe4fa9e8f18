"""What a joint initiative is about, and what shows how far it has come."""

from __future__ import annotations

from sqlalchemy import Date, Float, Integer, String

from ctdesk.db.tables.base import Record, belongs_to, column, optional


class InitiativeTheme(Record):
    """A theme of an initiative."""

    __tablename__ = "initiative_theme"

    initiative_id = belongs_to("initiative")
    theme_id = belongs_to("theme")


class InitiativePlace(Record):
    """A country or region an initiative is about."""

    __tablename__ = "initiative_place"

    initiative_id = belongs_to("initiative")
    place_id = belongs_to("place")


class Indicator(Record):
    """What is counted or measured of an initiative: from which number, to which, in what unit."""

    __tablename__ = "indicator"

    initiative_id = belongs_to("initiative")
    position = column(Integer, default=0)
    name = column(String(300))
    unit = column(String(60), default="")
    baseline = optional(Float)
    baseline_on = optional(Date)
    target = optional(Float)
    target_on = optional(Date)


class IndicatorReading(Record):
    """What an indicator stood at on a day."""

    __tablename__ = "indicator_reading"

    indicator_id = belongs_to("indicator")
    on = column(Date)
    value = column(Float)
    note = column(String(500), default="")
