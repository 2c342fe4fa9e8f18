"""The full-text index: SQLite's FTS5, and the only module that knows it.

Each row indexes its own text only; what belongs together is joined when asked. The index holds
no copy of the text, is no part of the schema, and can be made anew at any time.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, column, false, inspect, select, text
from sqlalchemy import table as table_of

from ctdesk.db.changes import RowChange
from ctdesk.db.search import sound
from ctdesk.db.search.fold import fold, fold_text
from ctdesk.db.tables import Base
from ctdesk.db.tables.texts import PARTS

# Of a query: characters and words that are looked at. FTS5 takes time with the square of them.
_LONGEST, WORDS = 2_000, 32
_BEGUN = re.compile(r'"([^"]+)"\*')
ALIKE = 30  # names that only sound as what is typed, of each table: each is compared anew

VERSION = 6  # raised when folding or columns change: an older index is made anew on opening

# Tables whose names are found in Latin letters whatever their script, and by how they sound. The
# words of a body's name are words of a language: "Aicha" does not mean Asia.
_SPOKEN = frozenset(("organization", "organization_name", "person"))
_SOUNDED = frozenset(("person",))

# Per table: the columns found under "name" (what a record is called), and those under "body".
INDEXED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "organization": (("acronym", "name", "official_name"), ("seat", "ct_body", "profile")),
    "organization_name": (("acronym", "name"), ()),
    "person": (
        ("display_name", "written_name", "family_name", "given_name", "aliases"),
        ("biography",),
    ),
    "post": (("title",), ("unit",)),
    "engagement": (
        ("reference", "title"),
        ("summary", "outcome", "objective", "recommendations", "venue", "city"),
    ),
    "commitment": (("what",), ("evidence",)),
    "document": (("name",), ()),
    "document_text": ((), ("text",)),
}


# Whose words stand in many rows each. Words that begin so are looked up for as many letters as are
# indexed; for more FTS5 puts all their rows together first (80 ms of 1.7 million that hold
# "border"), unless it is told the words. So they are kept beside the index, once each: FTS5 walks
# through all rows of a word to tell the next. One that is no longer in any row does no harm.
_WORDY = {"post": 3, "engagement": 6, "commitment": 6, "document_text": 6}
_SPELT_OUT = 20  # words
# Words that are looked for on different pages: how many of them, the newest parts of files that are
# read for each, and the files that are tried.
_APART, _PARTS_READ, _FILES_TRIED = 6, 2_000, 200


def _prefixes(table: str) -> str:
    return " ".join(map(str, range(1, _WORDY.get(table, 3) + 1)))


def create(connection: Connection) -> None:
    """Make the index, empty, dropping the one that is there."""
    for table in INDEXED:
        connection.execute(text(f"DROP TABLE IF EXISTS {table}_fts"))
        connection.execute(
            text(
                f"CREATE VIRTUAL TABLE {table}_fts USING fts5(name, body, sound, content='', "
                f"contentless_delete=1, prefix='{_prefixes(table)}', "
                "tokenize='unicode61 remove_diacritics 0')"
            )
        )
    for table in sorted(_SPOKEN):
        connection.execute(text(f"DROP TABLE IF EXISTS {table}_fts_words"))
        connection.execute(
            text(f"CREATE VIRTUAL TABLE {table}_fts_words USING fts5vocab({table}_fts, row)")
        )
    for table in _WORDY:
        connection.execute(text(f"DROP TABLE IF EXISTS {table}_fts_terms"))
        connection.execute(
            text(f"CREATE TABLE {table}_fts_terms (term TEXT PRIMARY KEY) WITHOUT ROWID")
        )
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def is_current(connection: Connection) -> bool:
    """Whether the index is there, made by this version."""
    made = connection.exec_driver_sql("PRAGMA user_version").scalar_one() == VERSION
    return bool(made) and inspect(connection).has_table("document_text_fts")


def rebuild(connection: Connection) -> int:
    """Make the index anew from the rows; how many rows were indexed."""
    create(connection)
    count = 0
    for name in INDEXED:
        table = Base.metadata.tables[name]
        columns = [table.c.id, *(table.c[column] for part in INDEXED[name] for column in part)]
        for rows in connection.execute(table.select().with_only_columns(*columns)).partitions(1000):
            write(connection, name, ((row.id, dict(row._mapping)) for row in rows))
            count += len(rows)
    return count


def update(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Bring the index in step with the changes, in the same transaction."""
    fresh: dict[str, list[tuple[int, Mapping[str, object]]]] = {}
    for change in changes:
        parts = INDEXED.get(change.table)
        if parts is None or not change.columns.intersection(parts[0] + parts[1]):
            continue
        if change.before is not None:
            remove(connection, change.table, (change.id,))
        if change.after is not None:
            fresh.setdefault(change.table, []).append((change.id, change.after))
    for table, rows in fresh.items():
        write(connection, table, rows)


def remove(connection: Connection, table: str, ids: Iterable[int]) -> None:
    """Have the index know nothing of these rows any more."""
    values = [{"id": one} for one in ids]
    if values:
        connection.execute(text(f"DELETE FROM {table}_fts WHERE rowid = :id"), values)  # noqa: S608


def write(
    connection: Connection, table: str, rows: Iterable[tuple[int, Mapping[str, object]]]
) -> None:
    """Index rows that are new to it."""
    names, bodies = INDEXED[table]
    values = [
        {"id": row_id, "body": _folded(image, bodies), **_names(table, _folded(image, names))}
        for row_id, image in rows
    ]
    if values:
        connection.execute(
            text(
                f"INSERT INTO {table}_fts(rowid, name, body, sound) "  # noqa: S608
                "VALUES (:id, :name, :body, :sound)"
            ),
            values,
        )
    if values and table in _WORDY:
        terms = {word for one in values for word in f"{one['name']} {one['body']}".split()}
        connection.exec_driver_sql(
            f"INSERT OR IGNORE INTO {table}_fts_terms VALUES (?)",  # noqa: S608
            [(term,) for term in sorted(terms)],
        )


def _names(table: str, folded: str) -> dict[str, str]:
    spoken = f"{folded} {sound.spoken(folded)}" if table in _SPOKEN else folded
    return {"name": spoken, "sound": sound.keys(folded) if table in _SOUNDED else ""}


def _folded(image: Mapping[str, object], columns: Iterable[str]) -> str:
    return " ".join(filter(None, (fold_text(str(image[column] or "")) for column in columns)))


def expression(query: str) -> str:
    """An FTS5 expression for rows that hold every word of the query, each as a prefix.

    Only folded words, quoted, reach the expression: nothing typed can act as its syntax. Empty
    where the query holds no word.
    """
    return " AND ".join(f'"{word}"*' for word in words_in(query))


def words_in(query: str) -> list[str]:
    """The folded words of a query that are looked for."""
    return fold(query[:_LONGEST]).split()[:WORDS]


def sound_expression(query: str) -> str:
    """As `expression` for names, each word also by how it sounds; empty where that adds nothing."""
    words = sound.wanted(" ".join(words_in(query)))
    if all(len(any_of) == 1 for any_of in words):
        return ""
    joined = " AND ".join(f"({' OR '.join(map(_quoted, any_of))})" for any_of in words)
    return f"{{name sound}} : ({joined})"


def _quoted(key: str) -> str:
    return f'"{key[:-1]}"*' if key.endswith("*") else f'"{key}"'


def exact_expression(query: str) -> str:
    """As `expression`, each word whole."""
    return " ".join(f'"{word}"' for word in words_in(query))


def newest(
    connection: Connection, table: str, wanted: str, limit: int, part: str = ""
) -> list[int]:
    """Ids of the newest rows of `table` that match an expression.

    `part` is "name", "body", or "" for all of them.
    """
    statement = (
        f"SELECT rowid FROM {table}_fts WHERE {part or f'{table}_fts'} MATCH ? "  # noqa: S608
        "ORDER BY rowid DESC LIMIT ?"
    )
    spelt = _spelt_out(connection, table, wanted)
    return [row[0] for row in connection.exec_driver_sql(statement, (spelt, limit))]


def holding(table: str, expression: str, part: str = "") -> Select[Any]:
    """Ids of the rows of `table` that match an expression, as a part of a statement.

    `part` is "name", "body", "sound", or "" for all of them. No row matches an empty expression.
    """
    wanted = part or f"{table}_fts"
    fts = table_of(f"{table}_fts", column("rowid"), column(wanted))
    ids = select(fts.c.rowid)
    return ids.where(fts.c[wanted].op("MATCH")(expression) if expression else false())


def phrase_expression(query: str) -> str:
    """As `exact_expression`, the words right after each other."""
    words = " ".join(words_in(query))
    return f'"{words}"' if words else ""


def newest_files(connection: Connection, wanted: str, limit: int) -> list[int]:
    """Id of the first part that matches, of each of the newest files."""
    statement = (
        "SELECT min(rowid) AS first FROM document_text_fts WHERE document_text_fts MATCH ? "
        "GROUP BY rowid / ? ORDER BY first DESC LIMIT ?"
    )
    spelt = _spelt_out(connection, "document_text", wanted)
    return [row[0] for row in connection.exec_driver_sql(statement, (spelt, PARTS, limit))]


def files_with_each(connection: Connection, words: Sequence[str], limit: int) -> list[int]:
    """Id of the first part with the first word, of the newest files that hold every folded word.

    Each may be on another part. Of files with the rarest of the words only the newest are looked
    at, and none where there are many words.
    """
    if not 1 < len(words) <= _APART:
        return []
    spelt = [_spelt_out(connection, "document_text", _quoted(f"{word}*")) for word in words]
    held = [_newest_parts(connection, one) for one in spelt]
    rarest = min(held, key=len)
    # Where all parts with a word are known, so are all files; else each is asked for.
    known = [{part // PARTS for part in parts} for parts in held if len(parts) < _PARTS_READ]
    asked = [one for one, parts in zip(spelt, held, strict=True) if len(parts) == _PARTS_READ]
    found: list[int] = []
    for number in list(dict.fromkeys(part // PARTS for part in rarest))[:_FILES_TRIED]:
        if all(number in files for files in known) and all(
            _first_part(connection, one, number) is not None for one in asked
        ):
            first = _first_part(connection, spelt[0], number)
            found += [] if first is None else [first]
        if len(found) == limit:
            break
    return found


def _newest_parts(connection: Connection, expression: str) -> list[int]:
    return newest(connection, "document_text", expression, _PARTS_READ)


def _first_part(connection: Connection, expression: str, number: int) -> int | None:
    """Id of the first part of a file that matches; None where none does."""
    statement = (
        "SELECT rowid FROM document_text_fts WHERE document_text_fts MATCH ? "
        "AND rowid >= ? AND rowid < ? ORDER BY rowid LIMIT 1"
    )
    limits = (expression, number * PARTS, (number + 1) * PARTS)
    row = connection.exec_driver_sql(statement, limits).first()
    return None if row is None else int(row[0])


def _spelt_out(connection: Connection, table: str, wanted: str) -> str:
    """An expression in which the words are named that begin so, where those are few.

    Rows that hold a word are there in the order of their ids; only so many as are wanted are read.
    """

    def words(begun: re.Match[str]) -> str:
        if table not in _WORDY or len(begun[1]) <= _WORDY[table]:
            return begun[0]
        terms = _terms(connection, table, begun[1])
        if len(terms) > _SPELT_OUT:
            return begun[0]
        return f"({' OR '.join(map(_quoted, terms))})" if terms else _quoted(begun[1])

    return _BEGUN.sub(words, wanted)


def _terms(connection: Connection, table: str, word: str) -> list[str]:
    """The words of `table` that begin with a folded word, one more at most than is spelt out."""
    statement = f"SELECT term FROM {table}_fts_terms WHERE term >= ? AND term < ? LIMIT ?"  # noqa: S608
    limits = (word, _beyond(word), _SPELT_OUT + 1)
    return [row[0] for row in connection.exec_driver_sql(statement, limits)]


def _beyond(word: str) -> str:
    """What follows all words that begin so."""
    return word[:-1] + chr(ord(word[-1]) + 1)


def begins(connection: Connection, word: str) -> bool:
    """Whether a word of a name begins with a folded word."""
    return any(
        connection.execute(
            text(f"SELECT 1 FROM {table}_fts_words WHERE term >= :word AND term < :beyond LIMIT 1"),  # noqa: S608
            {"word": word, "beyond": _beyond(word)},
        ).first()
        for table in sorted(_SPOKEN)
    )


def most_frequent(connection: Connection, words: Sequence[str]) -> str:
    """The one of these folded words that is in most names; "" where none is in any."""
    counts: Counter[str] = Counter()
    for table in sorted(_SPOKEN):
        # One statement for all: a thousand would keep the thread that paints from Python's lock.
        asked = text(
            f"SELECT term, doc FROM json_each(:words) CROSS JOIN {table}_fts_words "  # noqa: S608
            "ON term = value"
        )
        for term, count in connection.execute(asked, {"words": json.dumps(words)}):
            counts[term] += count
    return counts.most_common(1)[0][0] if counts else ""
