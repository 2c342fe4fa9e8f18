"""Lists on the command line: what a query finds, in a file of comma-separated values."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ctdesk.cli import LISTS, main
from ctdesk.db import register
from ctdesk.db.operations import searches
from ctdesk.db.store import open_store
from ctdesk.exchange.plain_lists import PLAIN_LISTS
from tests import factory
from tests.conftest import INSTALLATION


@pytest.fixture
def filled(register_path: Path) -> Path:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        factory.log(store, "ECOWAS", items=["Decision 7"])
        factory.log(store, "AU")
        query = "org:ECOWAS"
        store.perform("Save", lambda s: searches.save(s, "engagement", "Mine", query))
        store.perform("Save", lambda s: searches.save(s, "organization", "Bodies", query))
    return register_path


def export(path: Path, *words: str) -> int:
    return main(["--register", str(path), "export", *words])


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_list_can_be_asked_for(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set(LISTS) == set(PLAIN_LISTS)
    for name in LISTS:
        out = tmp_path / "new folder" / f"{name}.csv"
        assert export(filled, name, "-o", str(out)) == 0
        printed = capsys.readouterr().out
        assert printed == f"{len(read(out))} rows saved as {out}\n"


def test_a_query_narrows_a_list_as_everywhere(filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert export(filled, "engagements", "org:ECOWAS", "decision:7", "-o", str(out)) == 0
    (row,) = read(out)
    assert (row["With"], row["Under"], row["Status"]) == ("ECOWAS", "D7", "held")
    assert export(filled, "organizations", "kind:regional", "ecowas", "-o", str(out)) == 0
    (row,) = read(out)
    assert (row["Acronym"], row["Kind"], row["Held under Decision 7"]) == (
        "ECOWAS",
        "regional",
        "1",
    )


def test_a_saved_search_is_that_of_the_list(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    assert export(filled, "engagements", "--saved", "Mine", "-o", str(out)) == 0
    assert [row["With"] for row in read(out)] == ["ECOWAS"]
    capsys.readouterr()
    assert export(filled, "engagements", "--saved", "Bodies", "-o", str(out)) == 1
    assert "“Bodies” lists other records" in capsys.readouterr().err
    assert [row["With"] for row in read(out)] == ["ECOWAS"]


def test_what_is_not_understood_writes_no_file(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    assert export(filled, "people", "colour:blue", "-o", str(out)) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not out.exists()


def test_a_name_that_means_nothing_is_said(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    assert export(filled, "engagements", "org:ECOWASS", "-o", str(out)) == 0
    printed = capsys.readouterr()
    assert "is no organization in the register" in printed.err
    assert printed.out.startswith("0 rows")


def test_the_register_itself_is_never_written_over(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = filled.read_bytes()
    assert export(filled, "people", "-o", str(filled)) == 1
    assert "is the register itself" in capsys.readouterr().err
    assert filled.read_bytes() == before


def test_where_no_file_can_be_written(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    assert export(filled, "people", "-o", str(tmp_path / "file" / "out.csv")) == 1
    err = capsys.readouterr().err
    assert "cannot be written" in err
    assert err.count("\n") == 1
