"""Pieces of work that are timed from within: `work.py NAME ARGUMENT...` prints their seconds.

Each runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np

SECONDS: list[float] = []


@contextmanager
def timed() -> Iterator[None]:
    start = time.perf_counter()
    yield
    SECONDS.append(time.perf_counter() - start)


def table(path: str, units: str, indicators: str, periods: str) -> None:
    """Write a table of random numbers as csv, and beside it a scheme (min-max) for it."""
    import pandas as pd

    n, k, years, rng = int(units), int(indicators), int(periods), np.random.default_rng(0)
    codes = [f"{number:07d}" for number in range(n)]
    with timed(), Path(path).open("w", encoding="utf-8") as file:
        for p in range(years):
            columns = {"code": codes} | ({"year": 2001 + p} if years > 1 else {})
            columns |= {f"x{number}": rng.random(n).round(6) for number in range(k)}
            pd.DataFrame(columns).to_csv(file, index=False, header=p == 0)
    lines = "".join(f"[indicator.x{number}]\n" for number in range(k))
    columns = '[columns]\nperiod = "year"\n' if years > 1 else ""
    scheme = f'schema = 1\n[index]\nnormalise = "min-max"\n{columns}{lines}'
    Path(path).with_suffix(".toml").write_text(scheme, "utf-8")


def robust(data: str, scheme: str, draws: str, cores: str, against: str) -> None:
    """Draws of the weights alone, without effects; `against` is "none" or "before"."""
    from innoindex import compute, read_panel, read_scheme
    from innoindex.uncertainty.choices import Choices, Spread
    from innoindex.uncertainty.robustness import robust

    given = read_scheme(scheme)
    base = compute(read_panel(data, given), given)
    with timed():
        found = robust(
            base,
            Choices(Spread("uniform", 0.25)),
            draws=int(draws),
            sobol_rows=0,
            against="none" if against == "none" else None,
            cores=int(cores),
        )
    assert found.tally.draws == int(draws)


def argsort(units: str, indicators: str, draws: str, cores: str) -> None:
    """The bare work of ranking under drawn weights: a product and the order of each row."""
    _bare(lambda w, x: np.argsort(-(w @ x), axis=1), units, indicators, draws, cores)


def sort(units: str, indicators: str, draws: str, cores: str) -> None:
    """The same without the order: sorted scores, from which no unit's rank can be told."""
    _bare(lambda w, x: np.sort(w @ x, axis=1), units, indicators, draws, cores)


def _bare(
    rank: Callable[[np.ndarray, np.ndarray], np.ndarray],
    units: str,
    indicators: str,
    draws: str,
    cores: str,
) -> None:
    """In blocks of the size that is best for it, which is tried out before."""
    from threadpoolctl import threadpool_limits

    rng = np.random.default_rng(0)
    x = rng.random((int(indicators), int(units)))
    weights = rng.dirichlet(np.ones(int(indicators)), 2**14)

    np.empty(
        2**22 - 2**12
    )  # as in innoindex.uncertainty.blocks: memory is kept for the next arrays

    def seconds(count: int, size: int, each: Callable[..., Iterable[object]]) -> float:
        blocks = -(-count // size)
        start = time.perf_counter()
        deque(each(lambda _: rank(weights[:size], x) is None, range(blocks)), maxlen=0)
        return (time.perf_counter() - start) * count / (blocks * size)

    with threadpool_limits(1, "blas"), ThreadPoolExecutor(int(cores)) as pool:
        each = map if int(cores) == 1 else pool.map
        trial = int(draws) // 20
        sizes = [2**power for power in range(5, 15)]
        best = min(sizes, key=lambda size: min(seconds(trial, size, each) for _ in range(3)))
        SECONDS.append(seconds(int(draws), best, each))


def scikit_criteria(data: str, draws: str) -> None:
    import skcriteria as skc
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.preprocessing.scalers import MinMaxScaler

    x, weights = _matrix(data), _weights(data, draws)

    def ranks() -> Iterator[np.ndarray]:
        given = skc.mkdm(x, [max] * x.shape[1])
        scaled, model = MinMaxScaler("matrix").transform(given), WeightedSumModel()
        for each in weights:
            yield model.evaluate(scaled.replace(weights=each)).rank_

    _same_work(data, ranks())


def pymcdm(data: str, draws: str) -> None:
    from pymcdm.helpers import normalize_matrix, rrankdata
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization

    x, weights = _matrix(data), _weights(data, draws)

    def ranks() -> Iterator[np.ndarray]:
        types = np.ones(x.shape[1])
        scaled = normalize_matrix(x, minmax_normalization, types)
        model = WSM(lambda column, cost: column)  # it is normalised already
        for each in weights:
            yield rrankdata(model(scaled, each, types))

    _same_work(data, ranks())


def _matrix(data: str) -> np.ndarray:
    import pandas as pd

    return pd.read_csv(data).filter(regex=r"^x\d").to_numpy()


def _weights(data: str, draws: str) -> np.ndarray:
    """Equal weights first, then within 25 % of them."""
    width = _matrix(data).shape[1]
    drawn = np.random.default_rng(0).uniform(0.75, 1.25, (int(draws), width))
    drawn[0] = 1
    return drawn / drawn.sum(axis=1, keepdims=True)


def _same_work(data: str, ranks: Iterable[np.ndarray]) -> None:
    """Time the ranks of all weights, and see that the first are those of innoindex."""
    from innoindex import compute, read_panel, read_scheme

    with timed():
        found = list(ranks)
    scheme = read_scheme(Path(data).with_suffix(".toml"))
    own = compute(read_panel(data, scheme), scheme).to_frame().set_index("unit")["rank"]
    assert (found[0] == own.sort_index()).all()


if __name__ == "__main__":
    WORK = (table, robust, argsort, sort, scikit_criteria, pymcdm)
    {each.__name__: each for each in WORK}[sys.argv[1]](*sys.argv[2:])
    print(sum(SECONDS))
