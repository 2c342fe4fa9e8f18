"""Days as the window says them: "12 Nov 2026", "8 days", "7 days late"."""

from __future__ import annotations

from datetime import date

from ctdesk.words import _, ngettext

MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip


def short_day(day: date) -> str:
    """12 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days(count: int) -> str:
    """154 days."""
    return ngettext("{count} day", "{count} days", count).format(count=count)
