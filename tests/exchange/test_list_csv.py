"""A list as a file: every row and no formula, whole or not at all, never over the register."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ctdesk.db.patience import CalledOff
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.register import Register
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.exchange.list_csv import TOGETHER, PlainColumn, harmless, save_list
from ctdesk.exchange.whole_file import whole_file
from tests import factory
from tests.ui.table import CountingList

_NAMES = (PlainColumn("Acronym", lambda row: row.acronym), PlainColumn("Name", lambda r: r.name))
_ROW = (PlainColumn("Row", str),)


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def left_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.is_file())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "saved"
    made.mkdir()
    return made


def test_every_row_is_written_in_the_order_of_the_list(store: Store, folder: Path) -> None:
    query = OrganizationList(asked=factory.asked("kind:regional"), order=(("name", True),))
    count = save_list(store, query, _NAMES, folder / "out.csv")
    ids = store.read(query.ids)
    rows = store.read(lambda c: query.rows(c, ids))
    wanted = [[rows[one].acronym, rows[one].name] for one in ids]
    assert count == len(ids) > 20
    assert read(folder / "out.csv") == [["Acronym", "Name"], *wanted]


def test_any_text_comes_back_as_it_is(store: Store, folder: Path) -> None:
    name = 'Body, "quoted"; of\ntwo lines, منظمة 组织'
    factory.add_organization(store, name, acronym="QQQ")
    query = OrganizationList(asked=factory.asked("QQQ"))
    save_list(store, query, _NAMES, folder / "out.csv")
    data = (folder / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfAcronym,Name\r\n")
    assert data.endswith(b"\r\n")
    assert read(folder / "out.csv")[1] == ["QQQ", store.read(lambda c: _only(c, query)).name]


def _only(connection: object, query: OrganizationList) -> object:
    ids = query.ids(connection)  # type: ignore[arg-type]
    return query.rows(connection, ids)[ids[0]]  # type: ignore[arg-type]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_left_that_a_spreadsheet_reckons_with(begins: str) -> None:
    assert harmless(f"{begins}1+2") == f"'{begins}1+2"
    assert harmless(f"1{begins}") == f"1{begins}"
    assert harmless("") == ""


def test_headings_and_cells_are_harmless_in_the_file(store: Store, folder: Path) -> None:
    columns = (PlainColumn("=Row", lambda row: f"=HYPERLINK({row})"),)
    save_list(store, CountingList(1, []), columns, folder / "out.csv")
    assert read(folder / "out.csv") == [["'=Row"], ["'=HYPERLINK(row 1)"]]


def test_a_long_list_is_read_a_page_at_a_time_and_told(store: Store, folder: Path) -> None:
    query = CountingList(2 * TOGETHER + 3, [])
    told: list[tuple[int, int]] = []
    save_list(store, query, _ROW, folder / "out.csv", told=lambda *both: told.append(both))
    of = 2 * TOGETHER + 3
    assert [len(page) for page in query.asked] == [TOGETHER, TOGETHER, 3]
    assert told == [(TOGETHER, of), (2 * TOGETHER, of), (of, of)]
    assert len(read(folder / "out.csv")) == of + 1


def test_a_record_that_goes_meanwhile_is_left_out(store: Store, folder: Path) -> None:
    class Going(CountingList):
        def rows(self, connection: object, ids: Sequence[int]) -> dict[int, str]:
            del connection
            return {one: f"row {one}" for one in ids if one != 2}

    assert save_list(store, Going(3, []), _ROW, folder / "out.csv") == 2
    assert read(folder / "out.csv") == [["Row"], ["row 1"], ["row 3"]]


def test_what_is_called_off_leaves_what_was_there(store: Store, folder: Path) -> None:
    path = folder / "out.csv"
    path.write_text("before")
    told: list[tuple[int, int]] = []
    query = CountingList(3 * TOGETHER, [])
    with pytest.raises(CalledOff):
        save_list(
            store, query, _ROW, path,
            told=lambda *both: told.append(both), called_off=lambda: bool(told),
        )  # fmt: skip
    assert len(told) == 1
    assert path.read_text() == "before"
    assert left_in(folder) == ["out.csv"]


def test_a_file_that_fails_half_way_leaves_what_was_there(folder: Path) -> None:
    path = folder / "out.csv"
    path.write_text("before")

    def fail_half_way() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            assert path.read_text() == "before"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert (path.read_text(), left_in(folder)) == ("before", ["out.csv"])


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_the_register_is_never_written_over(opened: Register, store: Store, ending: str) -> None:
    query = replace(OrganizationList(), asked=factory.asked("ecowas"))
    factory.add_organization(store)
    path = Path(f"{opened.path}{ending}")
    before = path.read_bytes()
    with pytest.raises(UserError, match="is the register itself"):
        save_list(store, query, _NAMES, path)
    assert path.read_bytes() == before


def test_a_link_to_the_register_is_the_register(
    opened: Register, store: Store, folder: Path
) -> None:
    link = folder / "link.csv"
    link.symlink_to(opened.path)
    with pytest.raises(UserError, match="is the register itself"):
        save_list(store, OrganizationList(), _NAMES, link)
    assert link.is_symlink()
