"""Full disks, closed streams, signals, links, files that change: nothing is lost or half-written.

`fuzz/faults.py` stops the real program at random moments; here each fault is made on purpose.
"""

from __future__ import annotations

import errno
import io
import os
import select
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Run

from innoindex import cli
from innoindex.cli import computed, report_pages, streams
from innoindex.cli.provenance import unchanged
from innoindex.cli.whole_file import replace_file
from innoindex.errors import InnoindexError, UsageProblem
from innoindex.zh import ZH

TABLE = "code,year,x,y\n1,2022,1,5\n2,2022,2,3\n3,2022,4,4\n"
SCHEME = """schema = 1
[index]
normalise = "min-max"
[columns]
period = "year"
[indicator.x]
[indicator.y]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a table and its scheme, and an old file x.csv."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"t.csv": TABLE, "weights.toml": SCHEME, "x.csv": "old"}.items():
        Path(name).write_text(text, "utf-8")
    return tmp_path


def left(folder: Path) -> set[str]:
    """What is in a folder besides its inputs."""
    return {path.name for path in folder.iterdir()} - {"t.csv", "weights.toml"}


def failing(error: BaseException) -> Callable[..., None]:
    """A function that raises an error, whatever it is given."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


# --- one file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
@pytest.mark.parametrize(
    "number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EFBIG, errno.ENOENT]
)
def test_a_write_that_fails_leaves_the_old_file(
    innoindex: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    """Wherever it fails the old file is whole, nothing else is left, and the reason is told."""
    monkeypatch.setattr(os, step, failing(OSError(number, os.strerror(number))))
    for lang, reason in (("en", os.strerror(number)), ("zh", ZH[os.strerror(number)])):
        done = innoindex("rank", "t.csv", "-o", "x.csv", "--lang", lang, "-q")
        assert (done.code, done.out) == (2, "")
        assert done.err.splitlines()[0].startswith("x.csv: error: ")
        assert reason in done.err.splitlines()[0]
        assert done.err.splitlines()[1].startswith("help: ")
    assert left(folder) == {"x.csv"}
    assert Path("x.csv").read_text() == "old"


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), SystemExit(143)])
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_what_stops_a_write_leaves_the_old_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, stop: BaseException
) -> None:
    """Ctrl-C and SIGTERM in the middle of writing leave the old file and no temporary one."""
    monkeypatch.setattr(os, step, failing(stop))
    with pytest.raises(type(stop)):
        replace_file(Path("x.csv"), b"new")
    assert left(folder) == {"x.csv"}
    assert Path("x.csv").read_text() == "old"


def test_the_folder_goes_while_it_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is deleted in the middle is named in the error."""
    Path("d").mkdir()

    def gone(_: int) -> None:
        for path in Path("d").iterdir():
            path.unlink()
        Path("d").rmdir()

    monkeypatch.setattr(os, "fsync", gone)
    with pytest.raises(UsageProblem) as told:
        replace_file(Path("d/y.csv"), b"new")
    assert f"there is no folder {folder / 'd'}" in str(told.value)


def test_a_place_that_cannot_be_is_told_at_once(
    innoindex: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is read: no draws are made for a folder that is not there."""
    Path("d.csv").mkdir()
    monkeypatch.setattr(computed, "load", failing(AssertionError()))
    for file, reason in (("no/x.csv", "No such file"), ("d.csv", "Is a directory")):
        done = innoindex("rank", "t.csv", "-o", file, "--lang", "en")
        assert done.code == 2
        assert f"{file}: error: cannot be written: {reason}" in done.err


def test_links_stay(innoindex: Run, folder: Path) -> None:
    """What a link leads to is replaced; a link to nothing gets its file; a mode stays."""
    Path("x.csv").chmod(0o640)
    Path("link.csv").symlink_to("x.csv")
    Path("dangling.csv").symlink_to("new.csv")
    for name in ("link.csv", "dangling.csv"):
        assert innoindex("rank", "t.csv", "-o", name).code == 0
        assert Path(name).is_symlink()
    assert Path("x.csv").read_bytes() == Path("new.csv").read_bytes()
    assert stat.S_IMODE(Path("x.csv").stat().st_mode) == 0o640
    assert left(folder) == {"x.csv", "link.csv", "dangling.csv", "new.csv"}


@pytest.mark.parametrize("kind", ["symbolic", "hard", "dots", "scenario"])
def test_no_way_leads_to_an_input(innoindex: Run, folder: Path, kind: str) -> None:
    """An input is not overwritten through a link, a roundabout path, or where it is a scenario."""
    output, words = "l.csv", ("rank", "t.csv")
    if kind == "symbolic":
        Path(output).symlink_to("t.csv")
    elif kind == "hard":
        os.link("t.csv", output)
    elif kind == "dots":
        output = f"../{folder.name}/./t.csv"
    else:
        output, words = "s.txt", ("whatif", "t.csv", "--scenario", "s.txt")
        Path(output).write_text("[weight]\nx = 2\n", "utf-8")
    before = Path(output).read_bytes()
    done = innoindex(*words, "-o", output, "--lang", "en")
    assert done.code == 2
    assert "is an input and would be overwritten" in done.err
    assert Path(output).read_bytes() == before


def test_a_pipe_is_written_to(folder: Path) -> None:
    """A FIFO stays one: what reads it gets the data. So it is with /dev/null."""
    os.mkfifo("f")
    got = []
    reader = threading.Thread(target=lambda: got.append(Path("f").read_bytes()), daemon=True)
    reader.start()
    replace_file(Path("f"), b"data")
    reader.join(10)
    assert got == [b"data"]
    assert stat.S_ISFIFO(os.stat("f").st_mode)
    Path("null").symlink_to(os.devnull)
    replace_file(Path("null"), b"data")
    assert not stat.S_ISREG(os.stat(os.devnull).st_mode)
    with pytest.raises(UsageProblem):
        replace_file(folder, b"data")


def test_a_long_name(folder: Path) -> None:
    """The temporary file of a name as long as names can be has a shorter one."""
    name = "名" * 83 + ".csv"  # 253 bytes
    replace_file(Path(name), b"new")
    assert Path(name).read_bytes() == b"new"
    codes = ["\U00020000" * 90, "\U00020000" * 91]
    for each in report_pages.file_names(codes):
        Path(each).write_text("")


# --- several files --------------------------------------------------------------------------------


def test_pages_that_are_written_are_counted(
    innoindex: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk gets full at the third page, two whole ones are there, and that is said."""

    def full(path: Path, data: bytes) -> None:
        if len(list(path.parent.iterdir())) == 2:
            raise UsageProblem([report_pages.cannot_write(path, OSError(errno.ENOSPC, ""))])
        path.write_bytes(data)

    monkeypatch.setattr(report_pages, "replace_file", full)
    words = ("--all-units", "p", "--draws", "0")
    done = innoindex("report", "t.csv", *words, "--lang", "en")
    assert done.code == 2
    assert "2.html: error: cannot be written: No space left on device" in done.err
    assert "note: 2 of 3 pages are written" in done.err
    assert "3 页中写好了 0 页" in innoindex("report", "t.csv", *words, "--lang", "zh").err
    assert all(page.read_text("utf-8").endswith("</html>") for page in Path("p").iterdir())


# --- inputs that change ---------------------------------------------------------------------------


def test_a_table_that_changes_while_it_is_read(
    innoindex: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an error that names the file: what was read is half old and half new."""
    load = computed.load

    def changing(*args: object) -> object:
        Path("t.csv").write_text(TABLE.replace("5", "6 "), "utf-8")
        return load(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(computed, "load", changing)
    done = innoindex("rank", "t.csv", "-o", "x.csv", "--lang", "en")
    assert done.code == 1
    assert "t.csv: error: was changed while it was read\nhelp: run it again" in done.err
    assert Path("x.csv").read_text() == "old"


@pytest.mark.parametrize("how", ["replace", "remove", "grow"])
def test_every_change_is_seen(folder: Path, how: str) -> None:
    """Another file of the name, none, or a longer one; whatever else went wrong on the way."""

    def meddle() -> None:
        with unchanged(["t.csv", "-"]):
            if how == "replace":
                Path("new").write_text(TABLE)
                os.replace("new", "t.csv")
            elif how == "remove":
                Path("t.csv").unlink()
            else:
                Path("t.csv").write_text(TABLE + "4,2022,1,1\n")
            raise InnoindexError([])

    with pytest.raises(InnoindexError, match="was changed"):
        meddle()
    with unchanged(["x.csv"]):
        pass


def test_a_fingerprint_is_of_what_was_read(
    innoindex: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written to after it was read, a table or a scheme has the fingerprint of what was read."""
    from hashlib import sha256

    compute = computed.compute
    wanted = [sha256(Path(name).read_bytes()).hexdigest() for name in ("t.csv", "weights.toml")]

    def later(*args: object, **options: object) -> object:
        Path("t.csv").write_text("other")
        Path("weights.toml").write_text("other")
        return compute(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(computed, "compute", later)
    words = ("--unit", "1", "--draws", "0", "-o", "x.html")
    done = innoindex("report", "t.csv", *words)
    assert done.code == 0, done.err
    page = Path("x.html").read_text("utf-8")
    assert all(each in page for each in wanted)


def test_weights_of_a_scheme_that_changed(
    innoindex: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text around the new weights is that of the scheme that was weighed, or there is none."""
    compute = computed.compute

    def later(*args: object, **options: object) -> object:
        Path("weights.toml").write_text(SCHEME + "# another\n")
        return compute(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(computed, "compute", later)
    done = innoindex("weights", "t.csv", "--method", "sd", "-o", "w.toml", "--lang", "en")
    assert done.code == 1
    assert "weights.toml: error: was changed while it was read" in done.err
    assert left(folder) == {"x.csv"}


# --- streams --------------------------------------------------------------------------------------


class Broken(io.TextIOWrapper):
    """A stream in an encoding, into which nothing can be written if there is an error."""

    def __init__(self, error: OSError | None = None, encoding: str = "utf-8") -> None:
        self.raw_bytes = io.BytesIO()
        super().__init__(self.raw_bytes, encoding=encoding, write_through=True)
        self.error = error

    def write(self, text: str) -> int:
        if self.error is not None:
            raise self.error
        return super().write(text)

    def flush(self) -> None:
        if getattr(self, "error", None) is not None:
            raise self.error  # type: ignore[misc]
        super().flush()

    def close(self) -> None:
        """What cannot be written is not tried again when the stream is thrown away."""


@pytest.mark.parametrize("command", [["rank", "t.csv"], ["check", "t.csv"], ["scheme", "new"]])
def test_a_reader_that_has_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """`| head -1` ends a command in silence, with code 0."""
    gone = BrokenPipeError(errno.EPIPE, "Broken pipe")
    monkeypatch.setattr(sys, "stdout", Broken(gone))
    monkeypatch.setattr(sys, "stderr", told := Broken())
    assert cli.run([*command, "-q"] if command[0] == "rank" else command) == 0
    assert told.raw_bytes.getvalue() == b""


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EBADF])
def test_an_output_that_is_full_or_closed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A result that cannot be written is an error with code 2, in every format."""
    for words in (["-f", "csv"], ["-f", "xlsx"], []):
        monkeypatch.setattr(sys, "stdout", Broken(OSError(number, os.strerror(number))))
        monkeypatch.setattr(sys, "stderr", told := Broken())
        assert cli.run(["rank", "t.csv", "-q", "--lang", "en", *words]) == 2
        text = told.raw_bytes.getvalue().decode()
        assert f"error: standard output cannot be written: {os.strerror(number)}" in text


def test_what_cannot_be_said_does_not_matter(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A standard error that is full costs notes, not the result, and codes stay."""
    monkeypatch.setattr(sys, "stderr", Broken(OSError(errno.ENOSPC, "")))
    assert cli.run(["rank", "t.csv", "-f", "csv"]) == 0
    assert capsys.readouterr().out.count("\n") == 4
    assert cli.run(["rank", "no.csv"]) == 2


def test_encodings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a terminal's encoding lacks is shown as an escape; data are never changed."""
    Path("t.csv").write_text(TABLE.replace("\n1,", "\n滨é,"), "utf-8")
    for encoding, shown in (("gbk", "滨é"), ("ascii", r"\u6ee8\xe9")):
        monkeypatch.setattr(sys, "stdout", out := Broken(encoding=encoding))
        streams.for_people()
        assert cli.run(["rank", "t.csv", "-q", "--lang", "zh"]) == 0
        assert shown in out.raw_bytes.getvalue().decode(encoding)
    for words in (["-f", "csv"], ["-f", "json"]):
        monkeypatch.setattr(sys, "stdout", Broken(encoding="ascii"))
        monkeypatch.setattr(sys, "stderr", told := Broken())
        streams.for_people()
        assert cli.run(["rank", "t.csv", "-q", "--lang", "en", *words]) == 2
        text = told.raw_bytes.getvalue().decode()
        assert "error: standard output is in ascii, which has no 滨\nhelp: write to a fi" in text


def test_standard_input_that_is_closed(
    innoindex: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a file that cannot be opened."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    streams.open_closed()
    try:
        with pytest.raises(OSError, match="Bad file"):
            sys.stdin.buffer.read()
        sys.stdout.write("lost")
        assert streams.drain(sys.stdout) is not None
        sys.stderr.write("unsaid")
        assert streams.drain(sys.stderr) is None
    finally:
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            number = stream.fileno()
            stream.close()
            os.close(number)


# --- signals --------------------------------------------------------------------------------------


def test_an_interrupt_anywhere_is_code_130(
    innoindex: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While reading, computing or writing; nothing is printed, and nothing is left."""
    for place in ("load", "compute"):
        with monkeypatch.context() as patch:
            patch.setattr(computed, place, failing(KeyboardInterrupt()))
            done = innoindex("rank", "t.csv", "-o", "x.csv")
            assert (done.code, done.out, done.err) == (130, "", "")
    lost = RuntimeError("of a library")
    lost.__cause__ = KeyboardInterrupt()
    monkeypatch.setattr(computed, "load", failing(lost))
    done = innoindex("rank", "t.csv", "-o", "x.csv")
    assert (done.code, done.err) == (130, "")
    assert Path("x.csv").read_text() == "old"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_the_real_program(folder: Path, sent: signal.Signals, code: int) -> None:
    """SIGTERM and Ctrl-C while it writes into a pipe that nobody empties: no traceback, a code."""
    os.mkfifo("x.html")
    words = ("report", "t.csv", "--unit", "1", "--draws", "0", "-o", "x.html")
    process = subprocess.Popen(
        [sys.executable, "-m", "innoindex", *words],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "INNOINDEX_SCHEME": ""},
        stderr=subprocess.PIPE,
        # What a shell starts in the background ignores Ctrl-C, and so does all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    reader = os.open("x.html", os.O_RDONLY | os.O_NONBLOCK)
    assert select.select([reader], [], [], 60)[0]  # it has begun to write
    process.send_signal(sent)
    _, told = process.communicate(timeout=60)
    os.close(reader)
    assert process.returncode == code
    assert b"Traceback" not in told
