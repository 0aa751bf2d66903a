"""Charts drawn in another process meanwhile, so that they cost a command little time of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Any

from . import worker
from .svg import Spec, need_extra, with_texts, without_texts


class Renderer:
    """Draws charts, in their order, while the program goes on; for use in a `with`.

    Where no process can be started, or it fails, charts are drawn here.
    """

    def __enter__(self) -> Renderer:
        need_extra()
        self._closed = False
        self._thread = ThreadPoolExecutor(1)
        self._process = _started()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closed = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._thread.shutdown(cancel_futures=True)
        if self._process is not None:
            _close(self._process)

    def draw(self, spec: Spec) -> Future[str]:
        """Begin to draw a chart; the result is its SVG, as of `to_svg`."""
        bare, texts = without_texts(spec)
        return self._thread.submit(lambda: with_texts(self._drawn(bare), texts))

    def _drawn(self, spec: dict[str, Any]) -> str:
        process = self._process
        if process is not None and process.stdin is not None and process.stdout is not None:
            try:
                process.stdin.write(json.dumps(spec).encode() + b"\n")
                process.stdin.flush()
                return str(json.loads(process.stdout.readline()))
            except (OSError, ValueError):
                if self._closed:
                    raise
        return worker.draw(spec)


def _started() -> subprocess.Popen[bytes] | None:
    # By its path and without its folder as a place of modules: it must find what this program does.
    command = [sys.executable, "-P", worker.__file__]
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    except OSError:
        return None


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):  # what was still to be written has nowhere to go
            if stream is not None:
                stream.close()
