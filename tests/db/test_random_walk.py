"""Random operations, undos, redos and restarts against a plain model of what a register is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ctdesk.db import register
from ctdesk.db import tables as m
from ctdesk.db.drafts import NameDraft, OrganizationDraft, PersonDraft, PostDraft
from ctdesk.db.mapping import mapped
from ctdesk.db.operations import organizations, people
from ctdesk.db.store import Store, open_store
from ctdesk.db.undoing import CannotUndo
from ctdesk.errors import Invalid
from tests import snapshot
from tests.conftest import INSTALLATION

ACRONYMS = st.sampled_from(["", "AA", "BB", "CC"])
NAMES = st.text("abcdéŁж中", min_size=1, max_size=6).filter(lambda text: bool(text.strip()))


class Walk(RuleBasedStateMachine):
    """The model: the list of states so far, a place in it, and nothing else."""

    @initialize()
    def begin(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / "walk.ctdesk"
        self._register = register.create(path, None)
        self._path = path
        self._store: Store = open_store(self._register, INSTALLATION, "A")
        self._states: list[Any] = [snapshot.rows(self._store)]
        self._place = 0

    def teardown(self) -> None:
        if hasattr(self, "_register"):
            self._register.close()
            self._folder.cleanup()

    def _step(self, work: Any) -> None:
        """Carry out a step; the model forgets what was undone, if anything changed."""
        before = snapshot.rows(self._store)
        try:
            self._store.perform("Step", work)
        except Invalid:
            assert snapshot.rows(self._store) == before
            return
        after = snapshot.rows(self._store)
        if after != before:
            del self._states[self._place + 1 :]
            self._states.append(after)
            self._place += 1

    def _pick(self, data: Any, table: str) -> int | None:
        ids = sorted(self._states[self._place][table])
        return data.draw(st.sampled_from(ids)) if ids else None

    @rule(name=NAMES, acronym=ACRONYMS)
    def add(self, name: str, acronym: str) -> None:
        self._step(lambda s: organizations.add(s, OrganizationDraft(name, acronym=acronym)))

    @rule(data=st.data(), name=NAMES, acronym=ACRONYMS, other=st.lists(NAMES, max_size=2))
    def edit(self, data: Any, name: str, acronym: str, other: list[str]) -> None:
        body = self._pick(data, "organization")
        if body is not None:
            names = tuple(NameDraft("fr", one) for one in other)
            draft = OrganizationDraft(name, acronym=acronym, names=names)
            self._step(lambda s: organizations.edit(s, body, draft))

    @rule(data=st.data())
    def swap(self, data: Any) -> None:
        one, two = self._pick(data, "organization"), self._pick(data, "organization")
        if one is None or one == two:
            return

        def work(session: Any) -> None:
            first, second = (
                session.get_one(mapped(m.Organization), row_id) for row_id in (one, two)
            )
            mine, theirs = first.acronym, second.acronym
            first.acronym = None
            session.flush()
            second.acronym = mine
            session.flush()
            first.acronym = theirs

        self._step(work)

    @rule(data=st.data(), name=NAMES)
    def add_holder(self, data: Any, name: str) -> None:
        body = self._pick(data, "organization")
        if body is None:
            return

        def work(session: Any) -> None:
            person = people.add(session, PersonDraft(name))
            people.add_post(session, PostDraft(body, "Head", person))

        self._step(work)

    @rule(data=st.data())
    def delete_body(self, data: Any) -> None:
        body = self._pick(data, "organization")
        if body is not None:
            self._step(lambda s: organizations.delete(s, body))

    @rule(data=st.data(), name=NAMES)
    def delete_and_reuse(self, data: Any, name: str) -> None:
        body = self._pick(data, "organization")
        if body is None:
            return

        def work(session: Any) -> None:
            acronym = session.get_one(mapped(m.Organization), body).acronym or ""
            organizations.delete(session, body)
            session.flush()
            organizations.add(session, OrganizationDraft(name, acronym=acronym))

        self._step(work)

    @rule(data=st.data())
    def delete_person(self, data: Any) -> None:
        person = self._pick(data, "person")
        if person is not None:
            self._step(lambda s: people.delete(s, person))

    @rule()
    def undo(self) -> None:
        if self._place == 0:
            try:
                self._store.undo()
            except CannotUndo:
                return
            raise AssertionError("there was nothing to undo")
        self._store.undo()
        self._place -= 1

    @rule()
    def redo(self) -> None:
        if self._place == len(self._states) - 1:
            try:
                self._store.redo()
            except CannotUndo:
                return
            raise AssertionError("there was nothing to redo")
        self._store.redo()
        self._place += 1

    @precondition(lambda self: self._place > 0)
    @rule()
    def restart(self) -> None:
        self._register.close()
        self._register = register.open_register(self._path, None)
        self._store = open_store(self._register, INSTALLATION, "A")

    @invariant()
    def is_as_the_model_says(self) -> None:
        assert snapshot.rows(self._store) == self._states[self._place]
        index = snapshot.index(self._store)
        for table in ("organization", "organization_name", "person", "post"):
            assert [row[0] for row in index[table]] == sorted(self._states[self._place][table])


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
