"""Blocks of draws on several threads: each is done once, and they stop when they are told to."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Lock, get_ident

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoindex.uncertainty import blocks as room
from innoindex.uncertainty.blocks import Block, in_blocks, work_off


@given(st.integers(0, 200), st.integers(1, 60))
def test_in_blocks(total, size):
    """The blocks are every draw once, in their order, none larger than asked for."""
    found = list(in_blocks(total, size))
    assert [draw for start, count in found for draw in range(start, start + count)] == list(
        range(total)
    )
    assert all(0 < count <= size for _, count in found)
    assert len(found) == -(-total // size)


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
def test_every_block_once(workers):
    """Whichever worker takes it, every block is done once, and all draws are counted."""
    done: list[list[Block]] = [[] for _ in range(workers)]
    threads = [set() for _ in range(workers)]

    def worker(number):
        def work(block):
            threads[number].add(get_ident())
            done[number].append(block)

        return work

    total = work_off(in_blocks(103, 4), [worker(n) for n in range(workers)], lambda done: True)
    assert total == 103
    assert sorted(block for each in done for block in each) == list(in_blocks(103, 4))
    # A worker's blocks never run at the same time: what it adds to needs no lock.
    assert all(len(each) <= 1 for each in threads)


def test_nothing_to_do():
    """Without draws nothing is done."""
    assert work_off(in_blocks(0, 5), [lambda block: None] * 2, lambda done: True) == 0


@pytest.mark.parametrize("workers", [1, 3])
def test_stopped(workers, monkeypatch):
    """Told to stop, each worker ends the block it is at and takes no other: all of it counts."""
    monkeypatch.setattr(room, "_SECONDS", 0.001)
    lock, asked, done = Lock(), Event(), []

    def endless() -> Iterator[Block]:
        yield from ((start, 10) for start in range(0, 10**9, 10))

    def work(block):
        asked.wait(5)  # until `go_on` was asked at least once
        with lock:
            done.append(block)

    def go_on(so_far):
        asked.set()
        return so_far < 50

    total = work_off(endless(), [work] * workers, go_on)
    assert total >= 50
    assert total == 10 * len(done)
    # What was begun first is what is done: no draw is left out in between.
    assert sorted(done) == [(start, 10) for start in range(0, total, 10)]


def test_progress_is_told_as_it_goes(monkeypatch):
    """The draws done so far only grow, and the last time all are told."""
    monkeypatch.setattr(room, "_SECONDS", 0.001)
    told: list[int] = []

    def go_on(done):
        told.append(done)
        return True

    again = Event()
    work_off(in_blocks(20, 2), [lambda block: again.wait(0.002)] * 2, go_on)
    assert told == sorted(told)
    assert told[-1] == 20
    assert len(told) > 2


@pytest.mark.parametrize("workers", [1, 3])
def test_error_in_a_block(workers):
    """What goes wrong in a block is raised, and the other workers stop."""

    def endless() -> Iterator[Block]:
        yield from ((start, 1) for start in range(10**9))

    def work(block):
        if block[0] == 5:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work_off(endless(), [work] * workers, lambda done: True)
