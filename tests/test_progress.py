"""The bar of a long run, and Ctrl-C, which ends it with what there is."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys

import pytest
from conftest import EXAMPLE, rows

from innoindex.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal, after a second, and gone at the end; with -q never."""
    monkeypatch.setenv("TERM", "xterm")
    for quiet, waited, shown in ((False, 2, True), (False, 0, False), (True, 2, False)):
        monkeypatch.setattr(sys, "stderr", Terminal())
        with progress.Progress("en", quiet) as bar:
            bar.begun -= waited
            assert bar(30, 120)
        text = sys.stderr.getvalue()
        assert ("30/120" in text) is shown
        assert not shown or text.endswith("\x1b[2K")  # its line is erased


def test_a_pipe_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard error is no terminal, nothing is drawn on it."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.Progress("en", False) as bar:
        bar.begun -= 2
        bar(30, 120)
    assert sys.stderr.getvalue() == ""


def test_the_bar_ends_with_the_first_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is under way is still ended, without the bar."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress.Progress("en", False) as bar:
        bar.begun -= 2
        bar(30, 120)
        bar._stop()
        assert not bar(40, 120)
        assert "40/120" not in sys.stderr.getvalue()
        assert sys.stderr.getvalue().endswith("\x1b[2K")


def test_ctrl_c_that_is_ignored_stays_so() -> None:
    """As under nohup."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with progress.Progress("en", True):
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


INTERRUPTED = """
import os, signal, sys
from innoindex.cli import progress, run

class Impatient(progress.Progress):
    def __call__(self, done, total):
        for _ in range(int(sys.argv[1]) if done and not self.stopped else 0):
            os.kill(os.getpid(), signal.SIGINT)
        return super().__call__(done, total)

progress.Progress = Impatient
signal.signal(signal.SIGINT, signal.default_int_handler)
code = run(sys.argv[2:])
assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
sys.exit(code)
"""


def interrupted(times: int, *args: str) -> subprocess.CompletedProcess[str]:
    """A run of very many draws, with Ctrl-C pressed so often while it draws."""
    command = [sys.executable, "-c", INTERRUPTED, str(times), "robust", str(EXAMPLE)]
    return subprocess.run(
        [*command, "--draws", "100000000", *args],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot press Ctrl-C there")
def test_ctrl_c_gives_what_is_done() -> None:
    """The first Ctrl-C ends with the draws that are done, a warning, and exit code 130."""
    done = interrupted(1, "-f", "csv", "--lang", "en")
    assert done.returncode == 130
    found = rows(done.stdout)
    assert len(found) == 90
    draws = int(found[0]["draws"])
    assert 0 < draws < 100000000
    warning = re.search(r"warning: interrupted after (\d+) of (\d+) draws", done.stderr)
    assert warning is not None
    assert int(warning[1]) == draws
    assert 0.5 < float(found[0]["beats_below"]) <= 1
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot press Ctrl-C there")
def test_the_second_ctrl_c_is_the_end() -> None:
    """Whatever is under way, nothing more is written."""
    done = interrupted(2, "-f", "csv")
    assert (done.returncode, done.stdout) == (-signal.SIGINT, "")
