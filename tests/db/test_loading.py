"""The mapper is loaded while nobody asks, and nobody asks while it is loaded."""

from __future__ import annotations

from threading import Event, Thread

from ctdesk.db.loading import Gate


def test_loading_waits_for_questions_and_they_for_it() -> None:
    gate, done = Gate(), []
    begun, finish = Event(), Event()

    def load() -> None:
        with gate.loading():
            begun.set()
            finish.wait()
            done.append("loaded")

    def ask() -> None:
        with gate.asking():
            done.append("asked meanwhile")

    loader, asker = Thread(target=load), Thread(target=ask)
    with gate.asking():
        loader.start()
        with gate.asking():  # a question within a question
            done.append("asked before")
        assert not begun.is_set()
    begun.wait()
    asker.start()
    finish.set()
    loader.join()
    asker.join()
    assert done == ["asked before", "loaded", "asked meanwhile"]
    assert gate.loaded


def test_what_fails_to_load_is_loaded_again() -> None:
    gate = Gate()
    try:
        with gate.loading():
            raise OSError
    except OSError:
        pass
    assert not gate.loaded
    with gate.asking():
        pass
    with gate.loading():
        pass
    assert gate.loaded
