"""Independent blocks of draws on several cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from threading import Event, Lock

import numpy as np

Block = tuple[int, int]  # the first draw, and how many
_SECONDS = 0.1  # between two looks at how far it is


def in_blocks(total: int, size: int) -> Iterator[Block]:
    """The draws 0 to `total` in blocks of a size."""
    return ((start, min(size, total - start)) for start in range(0, total, size))


def work_off(
    blocks: Iterator[Block],
    workers: Sequence[Callable[[Block], None]],
    go_on: Callable[[int], bool],
) -> int:
    """Let the workers take the blocks until none is left, or `go_on` says no; how many are done.

    Each worker has a thread of its own (NumPy lets the others run while it sorts and multiplies);
    a block that is begun is ended. `go_on` is asked again and again, with the draws done so far.
    """
    lock, stop, done = Lock(), Event(), [0] * len(workers)

    def run(number: int) -> None:
        while not stop.is_set():
            with lock:
                block = next(blocks, None)
            if block is None:
                return
            workers[number](block)
            done[number] += block[1]

    from threadpoolctl import threadpool_limits

    _keep_memory()
    # The threads of a matrix product would only get in the way of these.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(len(workers)) as pool:
        try:
            running = {pool.submit(run, number) for number in range(len(workers))}
            while running:
                finished, running = wait(running, _SECONDS, FIRST_EXCEPTION)
                for each in finished:
                    each.result()
                if not go_on(sum(done)):
                    stop.set()
        finally:
            stop.set()
    return sum(done)


def _keep_memory() -> None:
    """Let the C library keep the memory of arrays for the next ones, which saves half of the time.

    glibc gives blocks back to the system at once if they are larger than any that it has seen
    freed. Elsewhere this does nothing.
    """
    np.empty(2**22 - 2**12)
