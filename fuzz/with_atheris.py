"""The same targets under atheris, which looks for inputs that reach new code.

    python fuzz/with_atheris.py TARGET [-runs=N] [-seed=S] [-max_len=20000] [CORPUS_FOLDER]

TARGET is one of targets.TARGETS. Its seeds and its mutations are those of run.py, mixed with
libFuzzer's own. The first byte of an input says which suffix the file has.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import atheris

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("LANG", "C.UTF-8")

with atheris.instrument_imports(include=["innoindex"]):
    from targets import TARGETS


def main() -> None:
    target = TARGETS[sys.argv.pop(1)]
    count = 0

    def one(data: bytes) -> None:
        nonlocal count
        count += 1
        with TemporaryDirectory(prefix="fuzz") as folder:
            target.run((target.suffixes[data[0] % len(target.suffixes)], data[1:]), Path(folder))

    def mutator(data: bytes, most: int, seed: int) -> bytes:
        rnd = Random(seed)
        if rnd.random() < 0.5 and len(data) > 1:
            return bytes(atheris.Mutate(data, most))
        suffix, content = target.make(rnd)
        return (bytes([target.suffixes.index(suffix)]) + content)[:most]

    def plain(data: bytes) -> None:
        one(data or b"\0")

    atheris.Setup(sys.argv, plain, custom_mutator=mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
