"""A program: a spreadsheet from standard input, pickled to standard output as `sheet` reads it.

calamine is native code: a file that makes it ask for more memory than there is ends its process,
whatever Python would catch. So it has a process of its own. Nothing of innoindex is imported here.
Arguments: the most bytes of memory, the most cells.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import sys
from typing import Any, BinaryIO

_BATCH = 2000  # rows


def main(memory: int, most_cells: int, data: bytes, out: BinaryIO) -> None:
    """An answer, and after "sheet" batches of rows and an empty one at the end."""
    _limit(memory)
    from python_calamine import load_workbook

    answer: tuple[Any, ...]
    rows: list[list[Any]] = []
    try:
        workbook = load_workbook(io.BytesIO(data))
        names = list(workbook.sheet_names)
        answer = "empty", names
        for name in names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.end is None:
                continue
            height, width = sheet.end[0] + 1, sheet.end[1] + 1
            if height * width > most_cells:
                answer = "large", height, width
            else:
                rows = sheet.to_python(skip_empty_area=False)
                answer = "sheet", names, name, sheet.merged_cell_ranges or []
            break
    except MemoryError:
        raise SystemExit(1) from None  # as when native code asks for too much
    except Exception as error:
        answer = "error", str(error)
    except BaseException:  # a panic of native code, whose text says nothing to a user
        answer = "broken", ()
    pickle.dump(answer, out)
    for start in range(0, len(rows), _BATCH):
        pickle.dump(rows[start : start + _BATCH], out)
    pickle.dump([], out)


def _limit(memory: int) -> None:
    """Where the system can, so that a hostile file does not take the memory of all."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.stdin.buffer.read(), sys.stdout.buffer)
