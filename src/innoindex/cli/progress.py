"""How far a long run is, and Ctrl-C, which ends it with what there is."""

from __future__ import annotations

import signal
import sys
from time import monotonic
from typing import TYPE_CHECKING

from ..errors import Problem
from ..messages import Language, Message, say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_PATIENCE = 1.0  # seconds without a bar
_DRAWS = say("draws")


class Progress:
    """Is told how many of how many (draws, pages) are done, and says whether to go on.

    In a terminal it shows a bar, which is gone at the end. The first Ctrl-C asks for the end, the
    second is one.
    """

    def __init__(self, lang: Language, quiet: bool, counted: Message = _DRAWS) -> None:
        self.lang = lang
        self.counted = counted
        self.shown = not quiet and sys.stderr.isatty()
        self.begun = monotonic()
        self.stopped = False
        self.done = self.total = 0
        self.bar: Bar | None = None

    def __enter__(self) -> Progress:
        # Where Ctrl-C is ignored (nohup), or is somebody else's, it stays so.
        self.watches = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if self.watches:
            signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        if self.watches:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        self._clear()

    def __call__(self, done: int, total: int) -> bool:
        self.done, self.total = done, total
        if self.stopped:
            self._clear()
        elif self.shown and monotonic() - self.begun > _PATIENCE:
            self._show()
        return not self.stopped

    @property
    def interrupted(self) -> Problem:
        """What must be said of results that are not of all the draws."""
        text = say(
            "interrupted after {done} of {total} {counted}: the results are of these",
            done=self.done,
            total=self.total,
            counted=self.counted,
        )
        return Problem(text, severity="warning")

    def _stop(self, *_: object) -> None:
        self.stopped = True
        # An exception would wait for the blocks under way; this does not.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        if self.bar is None:
            self.bar = Progress(
                self.counted.text(self.lang),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                auto_refresh=False,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self.bar.add_task("", total=self.total)
            self.bar.start()
        self.bar.update(self.bar.task_ids[0], completed=self.done, refresh=True)

    def _clear(self) -> None:
        if self.bar is not None:
            self.bar.stop()
            self.bar = None
