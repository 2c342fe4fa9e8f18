from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctdesk.db.ids import IdSource, device_of, now_ms, reference_id
from ctdesk.db.register import Register
from ctdesk.db.store import open_store
from tests import factory, snapshot
from tests.conftest import INSTALLATION


def test_a_million_in_a_burst_are_unique_rising_and_of_one_device() -> None:
    source = IdSource(4095)
    ids = [source.take() for _ in range(1_000_000)]
    assert all(one < two for one, two in pairwise(ids))
    assert {device_of(ids[0]), device_of(ids[500_000]), device_of(ids[-1])} == {4095}
    assert ids[-1] < 1 << 63


@given(st.lists(st.integers(min_value=0, max_value=1 << 41), min_size=1), st.integers(1, 4095))
def test_whatever_the_clock_says_ids_rise(ticks: list[int], device: int) -> None:
    times = iter(ticks * 40)
    source = IdSource(device, clock=lambda: next(times))
    ids = [source.take() for _ in range(len(ticks) * 40)]
    assert ids == sorted(set(ids))
    assert {device_of(one) for one in ids} == {device}


def test_a_full_millisecond_does_not_carry_into_the_device() -> None:
    source = IdSource(1, clock=lambda: 1_800_000_000_000)
    ids = [source.take() for _ in range(3000)]
    assert len(set(ids)) == 3000
    assert {device_of(one) for one in ids} == {1}


def test_a_clock_set_back_never_gives_an_id_twice(opened: Register) -> None:
    store = open_store(opened, INSTALLATION, "A")
    store._ids = IdSource(7, clock=lambda: now_ms() + 3_600_000)  # an hour ahead
    ahead = factory.add_organization(store, "Ahead")
    again = open_store(opened, INSTALLATION, "A")  # opened with the clock set right
    behind = factory.add_organization(again, "Behind")
    assert behind > ahead


def test_an_id_above_all_of_the_register_even_for_rows_taken_last(opened: Register) -> None:
    store = open_store(opened, INSTALLATION, "A")
    factory.log(store, "AU", items=("Decision 7", "Decision 4"))
    highest = max(max(ids, default=0) for ids in snapshot.rows(store).values())
    assert open_store(opened, INSTALLATION, "A")._ids.take() > highest


def test_shipped_ids_are_of_device_zero_and_distinct_from_all_others() -> None:
    assert device_of(reference_id(53001)) == 0
    assert len({reference_id(number) for number in range(1, 60_000)}) == 59_999


@pytest.mark.parametrize("device", [0, 4096, -1])
def test_a_device_number_out_of_range_is_a_bug(device: int) -> None:
    with pytest.raises(ValueError):
        IdSource(device)
