from __future__ import annotations

from datetime import date, datetime, time

import pytest

from ctdesk.db.queries.sheets import When
from ctdesk.reports import dates

NEW_YORK = "America/New_York"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (time(10), "10 a.m."),
        (time(15, 5), "3.05 p.m."),
        (time(12), "noon"),
        (time(0), "midnight"),
        (time(12, 30), "12.30 p.m."),
        (time(0, 15), "12.15 a.m."),
        (time(11, 59), "11.59 a.m."),
    ],
)
def test_a_clock(value: time, told: str) -> None:
    assert plain(dates.clock(value)) == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (time(10), time(11, 30), "10 to 11.30 a.m."),
        (time(10), time(13), "10 a.m. to 1 p.m."),
        (time(10), time(12), "10 a.m. to noon"),
        (time(12), time(13), "noon to 1 p.m."),
        (time(13), time(14, 15), "1 to 2.15 p.m."),
        (time(12, 30), time(15), "12.30 to 3 p.m."),
        (time(0), time(6), "midnight to 6 a.m."),
    ],
)
def test_clocks(first: time, last: time, told: str) -> None:
    assert plain(dates.clocks(first, last)) == told


@pytest.mark.parametrize(
    ("first", "last", "told", "short"),
    [
        (date(2025, 6, 25), date(2025, 6, 25), "25 June 2025", "25 Jun 2025"),
        (date(2026, 6, 3), date(2026, 6, 5), "3 to 5 June 2026", "3–5 Jun 2026"),
        (date(2026, 6, 30), date(2026, 7, 2), "30 June to 2 July 2026", "30 Jun – 2 Jul 2026"),
        (
            date(2025, 12, 30),
            date(2026, 1, 2),
            "30 December 2025 to 2 January 2026",
            "30 Dec 2025 – 2 Jan 2026",
        ),
    ],
)
def test_days(first: date, last: date, told: str, short: str) -> None:
    assert plain(dates.days(first, last)) == told
    assert plain(dates.short_days(first, last)) == short


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (
            When(datetime(2026, 11, 24, 10), datetime(2026, 11, 24, 11, 30), NEW_YORK, False),
            "24 November 2026, 10 to 11.30 a.m. (New York)",
        ),
        (
            When(datetime(2026, 11, 24, 15, 5), None, "Africa/Ndjamena", False),
            "24 November 2026, 3.05 p.m. (N’Djamena)",
        ),
        (
            When(datetime(2026, 6, 3), datetime(2026, 6, 5), NEW_YORK, True),
            "3 to 5 June 2026",
        ),
        (When(datetime(2026, 6, 3), None, NEW_YORK, True), "3 June 2026"),
        (
            When(datetime(2026, 6, 3, 9), datetime(2026, 6, 4, 13), "UTC", False),
            "3 June 2026, 9 a.m., to 4 June 2026, 1 p.m. (UTC)",
        ),
        (When(datetime(2026, 6, 3, 9), None, "", False), "3 June 2026, 9 a.m."),
    ],
)
def test_the_time_of_an_engagement(when: When, told: str) -> None:
    assert plain(dates.full(when)) == told


def test_zones_are_cities() -> None:
    assert dates.zone("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert dates.zone("Etc/UTC") == "UTC"


def test_a_date_is_not_parted_at_the_end_of_a_line() -> None:
    assert " " not in dates.day(date(2025, 6, 25))
