"""A calendar as a file, parsed back by hand: RFC 5545 as another program reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctdesk.cli import main
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import commitments
from ctdesk.db.queries.deadlines_ahead import Entry, calendar
from ctdesk.db.queries.sheets import When
from ctdesk.db.store import Store
from ctdesk.exchange.icalendar import icalendar
from tests import factory

NOW = datetime(2026, 11, 24, 20, 5, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)
HARD = '50 %; A, B\\n: "x"\r\nالبند الثاني، BEGIN:VEVENT\n反恐' + "長" * 80 + "\x07"


@dataclass
class Event:
    """An event as it is read: values by property, parameters by property."""

    values: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)


def parsed(data: bytes) -> list[Event]:
    """The events of a file; everything around them is looked at too."""
    assert data.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    raw = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in raw)
    for line in raw:
        line.decode("utf-8")  # no character is cut by a fold
    lines = data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[2].startswith("PRODID:")
    assert lines[-1] == "END:VCALENDAR"
    events: list[Event] = []
    for line in lines[3:-1]:
        name, colon, value = line.partition(":")
        assert colon
        if line == "BEGIN:VEVENT":
            events.append(Event())
        elif events and line != "END:VEVENT":
            name, _semicolon, parameters = name.partition(";")
            assert name not in events[-1].values
            events[-1].values[name] = value
            events[-1].parameters[name] = parameters
    return events


def words(value: str) -> str:
    """A text value as it was before it was escaped."""
    signs = {"n": "\n", "N": "\n"}
    return re.sub(r"\\(.)", lambda found: signs.get(found[1], found[1]), value)


def entry(title: str = "Call", **values: object) -> Entry:
    at = When(datetime(2026, 12, 1, 10), datetime(2026, 12, 1, 11, 30), "America/New_York", False)
    known: dict[str, object] = {"kind": "engagement", "id": 7, "title": title, "when": at}
    return Entry(**{**known, **values})  # type: ignore[arg-type]


def one(made: Entry, **options: bool) -> Event:
    (found,) = parsed(icalendar([made], NOW, **options))
    return found


def test_words_come_back_as_they_were() -> None:
    found = one(entry(HARD, place="Room 8; floor 2, New York"))
    assert words(found.values["SUMMARY"]) == HARD.replace("\r\n", "\n").replace("\x07", "")
    assert words(found.values["LOCATION"]) == "Room 8; floor 2, New York"


@given(st.text(max_size=300))
def test_no_words_break_the_file(text: str) -> None:
    found = one(entry(text))
    plain = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", re.sub(r"\r\n?", "\n", text))
    assert words(found.values["SUMMARY"]) == plain.encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    ("zone", "starts", "ends"),
    [
        ("America/New_York", "20261201T150000Z", "20261201T163000Z"),
        ("Asia/Kathmandu", "20261201T041500Z", "20261201T054500Z"),
        ("Nowhere/At_all", "20261201T100000", "20261201T113000"),  # as the wall clock says
    ],
)
def test_times_are_told_in_utc(zone: str, starts: str, ends: str) -> None:
    when = When(datetime(2026, 12, 1, 10), datetime(2026, 12, 1, 11, 30), zone, all_day=False)
    found = one(entry(when=when))
    assert (found.values["DTSTART"], found.values["DTEND"]) == (starts, ends)
    assert found.parameters["DTSTART"] == ""
    assert found.values["DTSTAMP"] == "20261124T200509Z"


def test_an_end_that_is_not_known_is_not_told() -> None:
    when = When(datetime(2026, 12, 1, 10), None, "UTC", all_day=False)
    assert "DTEND" not in one(entry(when=when)).values


def test_days_end_on_the_day_after() -> None:
    when = When(datetime(2026, 12, 30), datetime(2026, 12, 31), "UTC", all_day=True)
    found = one(entry(when=when))
    assert (found.values["DTSTART"], found.values["DTEND"]) == ("20261230", "20270101")
    assert found.parameters["DTSTART"] == found.parameters["DTEND"] == "VALUE=DATE"
    alone = one(entry(when=When(datetime(2026, 12, 30), None, "", all_day=True)))
    assert alone.values["DTEND"] == "20261231"


def test_each_record_has_an_id_that_stays() -> None:
    made = [entry(), entry(kind="commitment"), entry(id=8), entry(kind="milestone")]
    uids = [event.values["UID"] for event in parsed(icalendar(made, NOW))]
    assert len(set(uids)) == 4
    later = parsed(icalendar(made, NOW + timedelta(days=1)))
    assert [event.values["UID"] for event in later] == uids


@pytest.mark.parametrize(
    ("kind", "plain"), [("engagement", "Engagement"), ("commitment", "Commitment due")]
)
def test_what_is_confidential_has_no_words_unless_asked_for(kind: str, plain: str) -> None:
    secret = entry("Secret", kind=kind, place="Secret", note="Secret", confidential=True)
    assert b"Secret" not in icalendar([secret], NOW)
    assert one(secret).values["SUMMARY"] == plain
    asked = one(secret, titles=True)
    assert "Secret" in asked.values["SUMMARY"]
    assert asked.values["LOCATION"] == asked.values["DESCRIPTION"] == "Secret"
    assert asked.values["CLASS"] == "CONFIDENTIAL"


def test_nothing_is_a_calendar_too() -> None:
    assert parsed(icalendar([], NOW)) == []


# What is in it


def test_it_holds_what_is_to_come(store: Store) -> None:
    def promise(what: str, due: date | None, **values: object) -> int:
        draft = CommitmentDraft(what, due=due, **values)  # type: ignore[arg-type]
        return store.perform("Add", lambda s: commitments.add(s, draft))

    def plan(title: str, starts: datetime, **values: object) -> int:
        return factory.log(
            store, "AU", **{"title": title, "starts": starts, "status": "planned", **values}
        )

    noon = datetime(2026, 11, 24, 12)
    day = timedelta(days=1)
    names = factory.known(store)
    au = names.organization("AU")
    late = promise("Late", TODAY - 400 * day, by_id=au)
    due = promise("Due", TODAY + day)
    promise("Undated", None)
    promise("Done", TODAY, state="done", closed_on=TODAY)
    now, coming = plan("Now", noon - day, ends=noon), plan("Coming", noon + day)
    secret = plan("Secret", noon + 2 * day, sensitivity="confidential")
    hidden = promise("Hidden", TODAY + 9 * day, engagement_id=secret)
    plan("Over", noon - day)
    plan("Held", noon + day, status="held")
    plan("Cancelled", noon + day, status="cancelled")
    entries = store.read(calendar(TODAY))
    found = {(one.kind, one.id): one for one in entries}
    assert len(found) == len(entries)
    expected = {("commitment", one) for one in (late, due, hidden)}
    expected |= {("engagement", one) for one in (now, coming, secret)}
    milestones = {key for key in found if key[0] == "milestone"}
    assert set(found) == expected | milestones
    assert [found[key].when.starts.date() for key in milestones] == [date(2026, 12, 31)]
    confidential = {key for key, one in found.items() if one.confidential}
    assert confidential == {("engagement", secret), ("commitment", hidden)}
    assert found["commitment", late].note == "AU"
    assert len(parsed(icalendar(entries, NOW))) == len(entries)


def test_the_command_line_saves_it(
    store: Store, register_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    starts = datetime.now() + timedelta(days=3)
    for title, sensitivity in (("Open call", "unclassified"), ("Secret call", "confidential")):
        factory.log(
            store, "AU", title=title, starts=starts.replace(microsecond=0), status="planned",
            sensitivity=sensitivity,
        )  # fmt: skip
    target = tmp_path / "desk.ics"

    def summaries(*words_: str) -> set[str]:
        base = ["--register", str(register_path), "--read-only", "calendar"]
        assert main([*base, "-o", str(target), *words_]) == 0
        assert capsys.readouterr().err == ""
        return {event.values["SUMMARY"] for event in parsed(target.read_bytes())}

    assert {"Open call", "Engagement"} <= summaries()
    assert b"Secret" not in target.read_bytes()
    assert {"Open call", "Secret call"} <= summaries("--titles")
