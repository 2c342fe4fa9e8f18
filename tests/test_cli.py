"""The command line as it is typed: what it prints, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from ctdesk.cli import main
from ctdesk.db import register
from ctdesk.db.drafts import ItemDraft, MembershipDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents, engagements, organizations, searches
from ctdesk.db.store import open_store
from ctdesk.reports import dates
from ctdesk.settings import load_settings, save_settings
from tests import factory
from tests.conftest import INSTALLATION, PASSPHRASE
from tests.files import pdf


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


class Desk:
    """A register and what the command line says of it."""

    def __init__(self, register: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.register = register
        self._capsys = capsys

    def run(self, *words: str) -> tuple[int, str, str]:
        try:
            code = main(["--register", str(self.register), *words])
        except SystemExit as wrong_usage:
            code = int(wrong_usage.code or 0)
        out, err = self._capsys.readouterr()
        return code, out, err

    def log(self, tmp_path: Path, records: Any) -> tuple[int, str, str]:
        path = tmp_path / "log.json"
        path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        return self.run("log", "--json", str(path))

    def found(self, *words: str) -> list[dict[str, Any]]:
        code, out, err = self.run("find", *words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def desk(register_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(register_path, capsys)


RETREAT = {
    "reference": "CTCR-2025",
    "type": "Retreat",
    "title": "Counter-Terrorism Compact retreat",
    "start": "2025-06-25",
    "time_zone": "America/New_York",
    "status": "held",
    "modality": "hybrid",
    "platform": "WebEx",
    "venue": "Conference Room 8, United Nations Headquarters",
    "city": "New York",
    "country": "United States of America",
    "organizations": ["CEDEAO", "الاتحاد الأفريقي"],
    "participants": [
        {"organization": "OSCE", "person": "Example Person", "role": "guest speaker",
         "attendance": "in person"},
    ],
    "items": ["Decision 4", "D7"],
    "themes": ["Border security"],
    "registration_deadline": "2025-06-20",
    "delegate_cap": 2,
    "outcome": "To be confirmed.",
    "commitments": [
        {"by": "UNOCT", "to": "ECOWAS", "what": "Send the report", "due": "2025-07-31"},
    ],
}  # fmt: skip


def _text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_retreat_logged_found_briefed_printed_and_undone(desk: Desk, tmp_path: Path) -> None:
    code, out, err = desk.log(tmp_path, RETREAT)
    assert (code, err) == (0, "")
    (row_id,) = out.split()
    (hit,) = [hit for hit in desk.found("compact retreat") if hit["kind"] == "engagement"]
    assert hit["id"] == row_id
    assert hit["date"] == "2025-06-25"
    assert hit["organizations"] == ["ECOWAS", "AU", "OSCE"]
    assert desk.found("example person")[0]["kind"] == "person"
    brief = tmp_path / "out" / "brief.pdf"
    code, _out, err = desk.run("print", "brief", "ECOWAS", "-o", str(brief))
    assert (code, err) == (0, "")
    assert "Counter-Terrorism Compact retreat" in _text(brief)
    assert "Send the report" in _text(brief)
    summary = tmp_path / "out" / "summary.pdf"
    code, _out, _err = desk.run(
        "print", "summary", "decision:7", "-o", str(summary), "--paper", "letter"
    )
    assert code == 0
    assert "25 June 2025" in _text(summary)
    assert desk.run("undo")[:2] == (0, "Undone: Log Counter-Terrorism Compact retreat\n")
    assert desk.found("compact retreat") == []
    assert desk.found("example person") == []
    code, out, _err = desk.run("check")
    assert code == 0
    assert out.startswith("Sound:")


# It is never the same day in both: in one of them the machine's own would be wrong.
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_page_is_of_the_officers_day(desk: Desk, tmp_path: Path, zone: str) -> None:
    save_settings(replace(load_settings(), time_zone=zone))
    told = dates.day(datetime.now(ZoneInfo(zone)).date()).replace("\u00a0", " ")
    for number, words in enumerate((("brief", "AU"), ("summary", "decision:7"))):
        page = tmp_path / f"{number}.pdf"
        assert desk.run("print", *words, "-o", str(page))[0] == 0
        assert f"as of {told}" in _text(page)


@pytest.mark.parametrize(("zone", "members"), [("Pacific/Kiritimati", 0), ("Pacific/Pago_Pago", 1)])
def test_what_has_ended_on_a_page_has_ended_on_the_officers_day(
    desk: Desk, tmp_path: Path, zone: str, members: int
) -> None:
    """A membership whose last day is that of the far west is over in the far east."""
    save_settings(replace(load_settings(), time_zone=zone))
    last = datetime.now(ZoneInfo("Pacific/Pago_Pago")).date()
    with register.open_register(desk.register, None) as opened:
        store = open_store(opened, INSTALLATION, "Test officer")
        body = factory.add_organization(store, "Body with a member", kind="regional", acronym="BWM")
        member = factory.known(store).organization("Togo")
        draft = MembershipDraft(member, body, ends=last)
        store.perform("Join", lambda s: organizations.add_membership(s, draft))
    page = tmp_path / "brief.pdf"
    assert desk.run("print", "brief", "BWM", "-o", str(page))[0] == 0
    assert ("one member State" in _text(page)) == bool(members)


def test_a_list_is_one_step(desk: Desk, tmp_path: Path) -> None:
    second = {"type": "bilateral", "start": "2026-03-04T15:00:00+00:00", "organizations": ["EU"]}
    assert desk.log(tmp_path, [RETREAT, second])[0] == 0
    assert desk.run("undo")[1] == "Undone: Log 2 engagements\n"
    assert desk.found("retreat compact") == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"organisations": []}, "“organisations” is no key here"),
        ({"organizations": ["ECOWSA"]}, "“ECOWSA” is no organization in the register"),
        ({"type": "brunch"}, "“brunch” is no type of engagement"),
        ({"items": ["Decision 77"]}, "“Decision 77” is no item"),
        ({"themes": ["Cats"]}, "“Cats” is no theme"),
        ({"start": "2026-02-31"}, "“start”: there is no 2026-02-31"),
        ({"start": None}, "“start” is missing"),
        ({"end": "2025-06-24"}, "The end lies before the start."),
        ({"time_zone": "Mars/Olympus"}, "“Mars/Olympus” is no time zone"),
        ({"title": "Bell\u0007"}, "control character (U+0007)"),
        ({"outcome": "x" * 1_048_576}, "1,048,576 characters long"),
        ({"status": "perhaps"}, "Status: “perhaps” is none of planned, held"),
        ({"country": "Atlantis"}, "“Atlantis” is no country"),
        ({"title": ["a"]}, "“title” is a text"),
        ({"organizations": "AU"}, "“organizations” is a list"),
        ({"delegate_cap": "two"}, "Additional delegates is a whole number"),
        ({"commitments": [{"what": "x", "when": "now"}]}, "“when” is no key here"),
        ({"commitments": [{"what": "", "by": "AU"}]}, "What is missing."),
        ({"country": 5}, "“country” is a text"),
        ({"participants": 5}, "“participants” is a list"),
        ({"delegate_cap": 10**23}, "Additional delegates is a whole number"),
        ({"delegate_cap": True}, "Additional delegates is a whole number"),
        ({"start": "0001-01-01T00:00+14:00"}, "there is no 0001-01-01T00:00+14:00"),
        ({"start": "0001-01-01"}, "the year 1 is not within 1900 to 2199"),
        ({"start": "2026-W01-1"}, "there is no 2026-W01-1"),
        ({"end": "2025-06-25T12:00"}, "“start” and “end” are both dates"),
        ({"organizations": ["???"]}, "“???” is no organization"),
    ],
)
def test_what_is_not_understood_is_named_and_nothing_logged(
    desk: Desk, tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    good = {**RETREAT, "reference": "GOOD"}
    code, out, err = desk.log(tmp_path, [good, {**RETREAT, **change}])
    assert (code, out) == (1, "")
    assert said in err
    assert err.startswith("ctdesk: Engagement 2: ")
    assert err.count("\n") == 1
    assert desk.found("compact retreat") == []


def test_a_thing_named_twice_is_one(desk: Desk, tmp_path: Path) -> None:
    twice = {**RETREAT, "items": ["D7", "Decision 7"], "organizations": ["AU", "African Union"]}
    assert desk.log(tmp_path, twice)[0] == 0
    (hit,) = [hit for hit in desk.found("compact retreat") if hit["kind"] == "engagement"]
    assert hit["organizations"] == ["AU", "OSCE"]


@pytest.mark.parametrize("name", ["Iran", "Russia", "USA", "Turkey", "FRA", "Bolivia"])
def test_a_state_by_the_name_people_use(desk: Desk, tmp_path: Path, name: str) -> None:
    assert desk.log(tmp_path, {**RETREAT, "organizations": [name]})[0] == 0


def test_a_name_of_two_people_is_not_guessed(desk: Desk, tmp_path: Path) -> None:
    for _time in range(2):
        person = {**RETREAT, "reference": None, "participants": [{"person": "Li Na"}]}
        assert desk.log(tmp_path, person)[0] == 0  # the second time she is known
    many = [{"person": f"Li Nan {number}"} for number in range(250)]
    assert desk.log(tmp_path, {**RETREAT, "participants": many})[0] == 0
    assert [hit["title"] for hit in desk.found("li na", "--limit", "1")] == ["Li Na"]


def test_a_list_of_nothing_is_said(desk: Desk, tmp_path: Path) -> None:
    assert "holds no engagement" in desk.log(tmp_path, [])[2]


def test_the_action_plan_is_printed_of_the_officers_day(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "plan.pdf"
    code, _out, err = desk.run("print", "plan", "-o", str(page))
    assert (code, err) == (1, "ctdesk: The plan has no objectives yet.\n")
    assert not page.exists()
    today = datetime.now(ZoneInfo(load_settings().time_zone)).date()
    with register.open_register(desk.register, None) as opened:
        store = open_store(opened, INSTALLATION, "Test officer")
        objective = factory.add_objective(store, "Regular exchange")
        factory.add_action(store, objective, "Hold a forum", due=today - timedelta(days=3))
    assert desk.run("print", "plan", "-o", str(page), "--paper", "letter")[0] == 0
    assert "1. Regular exchange" in _text(page)
    assert "3 days late" in _text(page)


def test_a_page_never_goes_over_the_register(desk: Desk) -> None:
    before = desk.register.read_bytes()
    code, _out, err = desk.run("print", "brief", "AU", "-o", str(desk.register))
    assert code == 1
    assert "is the register itself" in err
    assert desk.register.read_bytes() == before


def test_a_query_as_the_shell_hands_it_over(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    words = ["print", "summary", "org:African Union", "after:2026-01", "-o", str(out)]
    assert desk.run(*words)[0] == 0
    assert "African Union" in _text(out)


def test_the_narrative_of_an_item_and_of_a_framework(desk: Desk, tmp_path: Path) -> None:
    with register.open_register(desk.register, None) as opened:
        store = open_store(opened, INSTALLATION, "Test officer")
        said = ItemDraft(factory.known(store).item("Decision 7"), "A forum was agreed.")
        draft = replace(factory.engagement(store, "AU"), items=(said,))
        store.perform("Log", lambda s: engagements.log(s, draft))
    out = tmp_path / "x.pdf"
    assert desk.run("print", "narrative", "--item", "Decision 7", "-o", str(out))[0] == 0
    assert "A forum was agreed." in _text(out)
    assert "One engagement held" in _text(out)
    assert desk.run("print", "narrative", "-o", str(out))[0] == 0
    assert "Milestone 4" in _text(out)
    assert desk.run("print", "narrative", "--framework", "Decisions", "-o", str(out))[0] == 0
    assert "Decision 10" in _text(out)
    for words, fault in (
        (("--item", "Decision 11"), "no item of a framework"),
        (("--framework", "Treaty"), "no framework in the register"),
    ):
        code, _out, err = desk.run("print", "narrative", *words, "-o", str(out))
        assert (code, err.count("\n")) == (1, 1)
        assert fault in err
    both = ("--item", "D7", "--framework", "Decisions")
    assert desk.run("print", "narrative", *both, "-o", str(out))[0] == 2


def test_reading_needs_no_home(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, "/proc/nowhere")
    assert desk.found("ecowas")


def test_no_window_without_a_display(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    code, _out, err = desk.run()
    assert code == 1
    assert "no display" in err


def test_a_reference_already_logged_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert desk.log(tmp_path, RETREAT)[0] == 0
    code, _out, err = desk.log(tmp_path, RETREAT)
    assert code == 1
    assert "CTCR-2025 is logged already." in err
    assert len([hit for hit in desk.found("retreat") if hit["kind"] == "engagement"]) == 1


def test_markup_and_scripts_come_back_as_they_went_in(desk: Desk, tmp_path: Path) -> None:
    title = "<b>&amp; \"x\" 'y' 上海 العربية %s {0}"
    assert desk.log(tmp_path, {**RETREAT, "title": title})[0] == 0
    assert desk.found("上海 amp")[0]["title"] == title


def test_json_from_standard_input(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.BytesIO(b"\xef\xbb\xbf" + json.dumps(RETREAT, ensure_ascii=False).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given, encoding="cp1252"))
    assert desk.run("log", "--json", "-")[0] == 0
    assert desk.found("الاتحاد")[0]["title"].startswith("AU")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{not json")))
    code, _out, err = desk.run("log", "--json", "-")
    assert (code, err.count("\n")) == (1, 1)
    assert "This is no JSON" in err


def test_a_time_with_an_offset_is_told_in_the_records_zone(desk: Desk, tmp_path: Path) -> None:
    record = {"type": "Retreat", "title": "Offset", "start": "2026-01-05T01:00:00Z",
              "time_zone": "America/New_York"}  # fmt: skip
    assert desk.log(tmp_path, record)[0] == 0
    assert desk.found("offset")[0]["date"] == "2026-01-04"


def test_find_prints_what_a_saved_search_finds(desk: Desk) -> None:
    with register.open_register(desk.register, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        wanted = 'org:ECOWAS,AU or "Caribbean Community"'
        store.perform("Save", lambda s: searches.save(s, "organization", "Zwei Häuser", wanted))
    assert {hit["kind"] for hit in desk.found("--saved", "zwei HAUSER")} == {"organization"}
    code, out, err = desk.run("find", "--saved", "Zwei Häuser")
    assert (code, len(out.splitlines()), err) == (0, 3, "")
    code, out, err = desk.run("find", "--saved", "Drei")
    assert (code, out) == (1, "")
    assert "No search is saved under “Drei”. There are: “Zwei Häuser”." in err


@pytest.mark.parametrize("typed", ["ecowas", "эковас", "CEDEAO", "الجماعة"])
def test_find_in_any_language(desk: Desk, typed: str) -> None:
    assert desk.found(typed)[0]["title"].startswith("ECOWAS")
    assert len(desk.found("a", "--limit", "3")) == 3


def test_new_with_a_passphrase(
    tmp_path: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fresh" / "desk.ctdesk"
    given = ["--passphrase-file", str(passphrase_file)]
    assert main(["new", str(path), "--example", *given]) == 0
    assert main(["--register", str(path), *given, "find", "retreat"]) == 0
    assert "Counter-Terrorism Compact retreat" in capsys.readouterr().out
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase")
    assert main(["--register", str(path), "find", "x", "--passphrase-file", str(wrong)]) == 1
    assert capsys.readouterr().err == (
        "ctdesk: The passphrase does not open desk.ctdesk. Check it and the keyboard layout.\n"
    )
    assert main(["new", str(path), *given]) == 1
    assert "exists already" in capsys.readouterr().err


def test_new_asks_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([PASSPHRASE, "another thing entirely"])
    monkeypatch.setattr("ctdesk.command.getpass", lambda _prompt: next(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["new", str(tmp_path / "a.ctdesk")]) == 1
    assert "The two passphrases differ" in capsys.readouterr().err
    assert not (tmp_path / "a.ctdesk").exists()


def test_the_environment_names_register_and_passphrase(
    tmp_path: Path, passphrase_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.ctdesk"
    monkeypatch.setenv("CTDESK_PASSPHRASE_FILE", str(passphrase_file))
    monkeypatch.setenv("CTDESK_REGISTER", str(path))
    assert main(["new", str(path)]) == 0
    assert main(["find", "ecowas"]) == 0


@pytest.mark.parametrize(
    "words",
    [["find"], ["print"], ["print", "poster"], ["log"], ["new"], ["print", "brief", "AU"],
     ["find", "x", "--limit", "many"], ["find", "x", "--limit", "-1"], ["--nonsense"],
     ["find", "x", "--saved", "y"], ["find", "--saved"]],
)  # fmt: skip
def test_wrong_usage_ends_with_2(desk: Desk, words: list[str]) -> None:
    code, out, err = desk.run(*words)
    assert (code, out) == (2, "")
    assert "usage:" in err


def test_a_register_open_elsewhere_names_the_option(desk: Desk) -> None:
    with register.open_register(desk.register, None):
        code, out, err = desk.run("undo")
    assert (code, out) == (1, "")
    assert err.endswith("open it read-only. Here --read-only does that.\n")


def test_files_that_are_not_there(desk: Desk, tmp_path: Path) -> None:
    code, _out, err = desk.run("log", "--json", str(tmp_path / "none.json"))
    assert (code, err.count("\n")) == (1, 1)
    desk.register = tmp_path / "none.ctdesk"
    code, _out, err = desk.run("find", "x")
    assert code == 1
    assert "There is no file" in err
    assert f"ctdesk new {desk.register}" in err


def test_a_page_that_cannot_be_saved(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    code, _out, err = desk.run("print", "brief", "AU", "-o", str(tmp_path / "folder.pdf"))
    assert (code, err.count("\n")) == (1, 1)
    assert "cannot be written" in err


def test_a_bug_is_logged_without_content_and_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = "Unmist" + "akable"

    def broken(*_args: object) -> None:
        raise KeyError(content)

    monkeypatch.setattr("ctdesk.db.queries.meant.found", broken)
    code, _out, err = desk.run("find", "x")
    assert code == 3
    assert "this is a bug, not your fault" in err
    log = Path(err.rstrip(".\n").rpartition("described in ")[2])
    written = log.read_text()
    assert "KeyError" in written
    assert "broken" in written
    assert "Unmistakable" not in written + err


@pytest.mark.parametrize("place", ["file/a.ctdesk", "x" * 300 + ".ctdesk", "."])
def test_a_place_where_no_register_can_be_made(
    tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    assert main(["new", str(tmp_path / place), "--unencrypted"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "cannot be" in err or "exists already" in err


@pytest.mark.parametrize("place", ["file/x.pdf", "x" * 300 + ".pdf"])
def test_a_place_where_no_page_can_be_saved(desk: Desk, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("no folder")
    code, _out, err = desk.run("print", "brief", "AU", "-o", str(tmp_path / place))
    assert (code, err.count("\n")) == (1, 1)
    assert "cannot be written" in err


def test_undo_with_nothing_to_undo(desk: Desk) -> None:
    assert desk.run("undo") == (1, "", "ctdesk: Nothing to undo.\n")


def test_help_does_without_the_heavy_libraries() -> None:
    code = (
        "import sys\nfrom ctdesk.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'sqlalchemy', 'reportlab', 'alembic', 'PySide6'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_words_in_a_document_are_found_and_made_anew(desk: Desk) -> None:
    with register.open_register(desk.register, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        draft = DocumentDraft("Note.pdf", pdf("Cover", "They met in Zanzibar."))
        body = factory.add_organization(store, acronym="TB")
        store.perform("Add", lambda session: documents.add(session, draft, organization_id=body))
    assert desk.found("zanzibar") == []
    code, out, err = desk.run("check", "--rebuild-index")
    assert (code, err) == (0, "")
    assert "the words in 1 file." in out
    (hit,) = desk.found("zanzibar")
    assert (hit["title"], hit["record"], hit["page"]) == ("Note.pdf", "TB", 2)
    assert hit["match"] == "They met in Zanzibar."
    assert desk.run("find", "zanzibar")[1].split("  ")[-4:] == [
        "Note.pdf", "TB", "page 2", "They met in Zanzibar.\n",
    ]  # fmt: skip
