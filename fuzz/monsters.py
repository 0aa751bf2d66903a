"""Hostile inputs by name, each given to `innoindex rank` in a process with bounded memory and time.

python fuzz/run.py --target monsters
python fuzz/monsters.py million-columns zip-bomb
"""

from __future__ import annotations

import io
import os
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

import seeds

SECONDS = 60
MEMORY = 6 << 30  # bytes of addresses, for the program and each process it starts
MB = 1 << 20

HEADING = "code,year,rd_exp,gdp,pop"
ROW = "330109,2022,1,2,3"
Files = dict[str, bytes | None]  # by name; None: a named pipe
Monster = tuple[Files, list[str]]

MONSTERS: dict[str, Callable[[], Monster]] = {}


def monster(make: Callable[[], Monster]) -> Callable[[], Monster]:
    MONSTERS[make.__name__.replace("_", "-")] = make
    return make


def of_table(data: bytes | str, name: str = "t.csv") -> Monster:
    return {name: data.encode() if isinstance(data, str) else data}, [name]


def of_scheme(text: str) -> Monster:
    return {"t.csv": f"{HEADING}\n{ROW}\n".encode(), "s.toml": text.encode()}, [
        "t.csv",
        "-s",
        "s.toml",
    ]


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(seeds.xlsx())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


SHEET = "xl/worksheets/sheet2.xml"
_TOP = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_END = b"</sheetData></worksheet>"


def workbook(sheet: bytes, **others: bytes) -> Monster:
    """The example's workbook with another sheet, and other parts."""
    return of_table(seeds.zipped({**parts(), SHEET: sheet, **others}), "t.xlsx")


def cells(*references: str) -> bytes:
    rows = b"".join(b'<row><c r="%s"><v>1</v></c></row>' % each.encode() for each in references)
    return _TOP + rows + _END


def inflated(size: int, unit: bytes = b" ") -> bytes:
    """The deflated bytes of a unit repeated to a size, without holding it."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    block = unit * (MB // len(unit))
    return b"".join(packer.compress(block) for _ in range(size // MB)) + packer.flush()


def bomb(member: str, size: int, unit: bytes = b" ", claimed: int | None = None) -> bytes:
    """The example's workbook with a member of this size, which the archive may claim to be less."""
    data = seeds.zipped({name: part for name, part in parts().items() if name != member})
    end = data.rindex(b"PK\5\6")
    count, length, start = struct.unpack("<HII", data[end + 10 : end + 20])
    packed, name = inflated(size, unit), member.encode()
    told = min(size if claimed is None else claimed, 0xFFFFFFFE)
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(packed), told, len(name), 0)
    local = b"PK\3\4" + common + name + packed
    entry = b"PK\1\2\x14\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, start) + name
    directory = data[start : start + length] + entry
    tail = struct.pack(
        "<4sHHHHIIH", b"PK\5\6", 0, 0, count + 1, count + 1, len(directory), start + len(local), 0
    )
    return data[:start] + local + directory + tail


@monster
def million_columns() -> Monster:
    return of_table(
        f"{HEADING},{','.join(f'x{i}' for i in range(1_000_000))}\n{ROW}{',1' * 1_000_000}\n"
    )


@monster
def million_cells_in_a_row() -> Monster:
    return of_table(f"{HEADING}\n{ROW}{',1' * 1_000_000}\n")


@monster
def ten_million_empty_headings() -> Monster:
    return of_table(f"{HEADING}{',' * 10_000_000}\n{ROW}\n")


@monster
def cell_of_50_mb() -> Monster:
    return of_table(f"{HEADING}\n{ROW}\n330110,2022,{'7' * (50 * MB)},2,3\n")


@monster
def code_of_50_mb() -> Monster:
    return of_table(f"{HEADING}\n{ROW}\n{'7' * (50 * MB)},2022,1,2,3\n")


@monster
def unused_cell_of_50_mb() -> Monster:
    return of_table(f"{HEADING},note\n{ROW},a\n330110,2022,4,2,3,{'a' * (50 * MB)}\n")


@monster
def heading_of_50_mb() -> Monster:
    return of_table(f"{HEADING},{'x' * (50 * MB)}\n{ROW},1\n")


@monster
def title_of_100_kb() -> Monster:
    return of_table(f"{'x' * 100_000}\n{HEADING}\n{ROW}\n330110,2022,4,2,3\n")


@monster
def line_of_50_mb_without_separator() -> Monster:
    return of_table("x" * (50 * MB))


@monster
def bad_cells_of_100_kb() -> Monster:
    return of_table(f"{HEADING}\n" + f"1,2022,{'x' * 100_000},2,3\n" * 200)


@monster
def quote_never_closed() -> Monster:
    return of_table(f'{HEADING}\n{ROW}\n330110,2022,"1,2,3\n' + "330111,2022,1,2,3\n" * 500_000)


@monster
def only_zero_bytes() -> Monster:
    return of_table(b"\0" * (20 * MB))


@monster
def only_line_ends() -> Monster:
    return of_table(b"\n" * (20 * MB))


@monster
def only_carriage_returns() -> Monster:
    return of_table(f"{HEADING}\r{ROW}\r".encode() + b"\r" * (5 * MB))


@monster
def only_quotes() -> Monster:
    return of_table(b'"' * (20 * MB))


@monster
def a_unit_and_a_period_each_row() -> Monster:
    rows = "".join(f"{n},{1000 + n // 4 % 9000}Q{n % 4 + 1},1,2,3\n" for n in range(36_000))
    return of_table(f"{HEADING}\n{rows}")


@monster
def empty_file() -> Monster:
    return of_table(b"")


@monster
def empty_sheet() -> Monster:
    return of_table(b"", "t.xlsx")


@monster
def folder_as_table() -> Monster:
    return {"t.csv/x": b""}, ["t.csv"]


@monster
def folder_as_scheme() -> Monster:
    return {"t.csv": b"", "s.toml/x": b""}, ["t.csv", "-s", "s.toml"]


@monster
def pipe_as_table() -> Monster:
    return {"t.csv": None}, ["t.csv"]


@monster
def pipe_as_scheme() -> Monster:
    return {"t.csv": f"{HEADING}\n{ROW}\n".encode(), "s.toml": None}, ["t.csv", "-s", "s.toml"]


@monster
def dev_null_as_table() -> Monster:
    return {}, ["/dev/null"]


@monster
def dev_null_as_scheme() -> Monster:
    return {"t.csv": b""}, ["t.csv", "-s", "/dev/null"]


@monster
def dev_zero_as_scheme() -> Monster:
    return {"t.csv": b""}, ["t.csv", "-s", "/dev/zero"]


@monster
def thousand_files() -> Monster:
    """A year or a quarter each, as the names say."""
    rows = "code,rd_exp,gdp,pop\n" + "".join(
        f"{u},{u % 7},{u + 7},{u * u % 5 + 1}\n" for u in range(1, 60)
    )
    names = [f"{year}{q}.csv" for year in range(1900, 2100) for q in ("", "Q1", "Q2", "Q3", "Q4")]
    return dict.fromkeys(names, rows.encode()), names


@monster
def zip_bomb_sheet() -> Monster:
    return of_table(bomb(SHEET, 5_000 * MB), "t.xlsx")


@monster
def zip_bomb_strings() -> Monster:
    return of_table(bomb("xl/sharedStrings.xml", 3_000 * MB, b"<si><t>x</t></si>"), "t.xlsx")


@monster
def zip_bomb_that_claims_to_be_small() -> Monster:
    return of_table(bomb("xl/sharedStrings.xml", 5_000 * MB, b"<si><t>x</t></si>", 99), "t.xlsx")


@monster
def zip_bomb_ods() -> Monster:
    with zipfile.ZipFile(io.BytesIO(seeds.ods())) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept["content.xml"] = kept["content.xml"].replace(
        b"<text:p>", b"<text:p>" + b" " * (300 * MB), 1
    )
    return of_table(seeds.zipped(kept), "t.ods")


@monster
def zip_in_zip() -> Monster:
    data = seeds.xlsx()
    for _ in range(5):
        data = seeds.zipped({"t.xlsx": data})
    return of_table(data, "t.xlsx")


@monster
def hundred_thousand_members() -> Monster:
    many = {f"xl/x{n}": b"" for n in range(100_000)}
    return of_table(seeds.zipped({**parts(), **many}), "t.xlsx")


@monster
def cell_in_the_last_corner() -> Monster:
    return workbook(cells("A1", "XFD1048576"))


@monster
def only_a_cell_in_the_last_corner() -> Monster:
    return workbook(cells("XFD1048576"))


@monster
def cell_beyond_the_last_row() -> Monster:
    return workbook(cells("A1", "A4294967295"))


@monster
def dimension_of_a_whole_sheet() -> Monster:
    data = parts()[SHEET].replace(b'<dimension ref="A1:J31"/>', b'<dimension ref="A1:XFD1048576"/>')
    assert data != parts()[SHEET]
    return workbook(data)


@monster
def dimension_below_zero() -> Monster:
    return workbook(parts()[SHEET].replace(b'ref="A1:J31"', b'ref="XFD1048576:A1"'))


@monster
def stray_cell_in_the_last_row() -> Monster:
    return workbook(
        parts()[SHEET].replace(
            b"</sheetData>", b'<row r="1048576"><c r="J1048576"><v>1</v></c></row></sheetData>'
        )
    )


@monster
def shared_strings_that_claim_to_be_many() -> Monster:
    strings = parts()["xl/sharedStrings.xml"]
    many = strings.replace(b'uniqueCount="', b'uniqueCount="99999999')
    return workbook(parts()[SHEET], **{"xl/sharedStrings.xml": many})


@monster
def billion_laughs() -> Monster:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    top = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + entities + b"]>"
    text = b'<c r="A1" t="inlineStr"><is><t>&a11;</t></is></c>'
    row = b'<row r="1">' + text + b'<c r="B1" t="e"><v>#N/A</v></c></row>'
    return workbook(top + _TOP + row + _END)


@monster
def deep_xml() -> Monster:
    return workbook(_TOP + b"<row>" * 500_000 + b"</row>" * 500_000 + _END)


@monster
def infinite_number_in_a_sheet() -> Monster:
    return workbook(parts()[SHEET].replace(b"<v>77</v>", b"<v>1e999</v>"))


@monster
def ods_repeats() -> Monster:
    with zipfile.ZipFile(io.BytesIO(seeds.ods())) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept["content.xml"] = (
        kept["content.xml"]
        .replace(
            b"<table:table-cell office",
            b'<table:table-cell table:number-columns-repeated="16384" office',
            1,
        )
        .replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">', 2)
    )
    return of_table(seeds.zipped(kept), "t.ods")


@monster
def encrypted_workbook() -> Monster:
    """The outside of one: a compound file with the streams that a password leaves."""
    office = "EncryptedPackage".encode("utf-16-le")
    data = bytearray(seeds.xls() or b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    for name in ("Workbook", "Book"):
        data = bytearray(bytes(data).replace(name.encode("utf-16-le"), office[: 2 * len(name)]))
    return of_table(bytes(data), "t.xlsx")


@monster
def old_sheet_with_a_far_cell() -> Monster:
    data = seeds.xls() or b""
    place = data.find(b"\x03\x02\x0e\x00")  # a NUMBER record: row, column, format, value
    if place < 0:
        place = data.find(b"\xfd\x00\x0a\x00")  # or a LABELSST
    return of_table(data[: place + 4] + b"\xff\xff\xff\xff" + data[place + 8 :], "t.xls")


@monster
def deep_parentheses() -> Monster:
    value = "(" * 100_000 + "pop" + ")" * 100_000
    return of_scheme(seeds.SMALL_SCHEME.replace("100 * rd_exp / gdp", value))


@monster
def deep_minus() -> Monster:
    return of_scheme(seeds.SMALL_SCHEME.replace("100 * rd_exp / gdp", "-" * 1900 + "pop"))


@monster
def deep_arrays() -> Monster:
    return of_scheme("schema = 1\nx = " + "[" * 100_000 + "]" * 100_000)


@monster
def deep_inline_tables() -> Monster:
    return of_scheme("schema = 1\nx = " + "{a=" * 50_000 + "1" + "}" * 50_000)


@monster
def just_too_deep() -> Monster:
    return of_scheme("schema = 1\n[index]\nname = " + "{a=" * 250 + "1" + "}" * 250)


@monster
def long_dotted_key() -> Monster:
    return of_scheme("schema = 1\n" + ".".join("a" * 100_000) + " = 1\n")


@monster
def long_dotted_heading() -> Monster:
    return of_scheme("schema = 1\n[" + ".".join("a" * 100_000) + "]\n")


@monster
def dotted_key_of_a_thousand() -> Monster:
    return of_scheme("schema = 1\nindex.name." + ".".join("a" * 1000) + " = 1\n")


@monster
def scheme_of_100_mb() -> Monster:
    return of_scheme("schema = 1\n" + "# a comment\n" * 8_000_000)


@monster
def ten_thousand_indicators() -> Monster:
    many = "".join(f'[indicator.i{n}]\nvalue = "pop + {n}"\n' for n in range(10_000))
    return of_scheme(f'schema = 1\n[columns]\nunit = "code"\nperiod = "year"\n{many}')


@monster
def ten_thousand_wrong_dimensions() -> Monster:
    many = "".join(f'[indicator.i{n}]\ndimension = "dimensional{n}"\n' for n in range(5_000))
    known = "".join(f"[dimension.dimension{n}]\n" for n in range(5_000))
    return of_scheme(f"schema = 1\n{known}{many}")


@monster
def dimensions_one_in_another() -> Monster:
    many = "".join(f'[dimension.d{n}]\nparent = "d{n + 1}"\n' for n in range(2_000))
    return of_scheme(f'schema = 1\n{many}[dimension.d2000]\n[indicator.pop]\ndimension = "d0"\n')


@monster
def huge_exponents() -> Monster:
    text = seeds.SMALL_SCHEME.replace("100 * rd_exp / gdp", "pop + 2 ** 1e9 + 9 ** 9 ** 9")
    return of_scheme(text)


@monster
def huge_whole_number() -> Monster:
    return of_scheme(seeds.SMALL_SCHEME.replace("decimals = 1", f"decimals = {'9' * 1_000_000}"))


@monster
def long_name_that_is_not_there() -> Monster:
    text = seeds.SMALL_SCHEME.replace('dimension = "input"', f'dimension = "{"ab" * 100_000}"')
    return of_scheme(f'{text}[dimension."{"ba" * 100_000}"]\n')


@monster
def ten_million_quotes_in_the_scheme() -> Monster:
    return of_scheme('schema = 1\nx = "' + r"\"" * 5_000_000)


def run_one(name: str) -> tuple[int, float, int, str]:
    """Exit code, seconds, megabytes and the first line that was said."""
    with TemporaryDirectory(prefix="monster") as folder:
        files, args = MONSTERS[name]()
        for path, data in files.items():
            place = Path(folder, path)
            place.parent.mkdir(exist_ok=True)
            if data is None:
                os.mkfifo(place)
            else:
                place.write_bytes(data)
        Path(folder, "small.toml").write_text(seeds.SMALL_SCHEME, "utf-8")
        chosen = args if "-s" in args else [*args, "-s", "small.toml"]
        before = {each.name for each in Path(folder).iterdir()}
        start = time.perf_counter()
        with Path(folder, "said").open("w+b") as said:
            child = subprocess.Popen(
                [sys.executable, "-m", "innoindex", "rank", *chosen],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
            )
            timer = Timer(SECONDS, child.kill)
            timer.start()
            _, status, usage = os.wait4(child.pid, 0)
            timer.cancel()
            taken = time.perf_counter() - start
            said.seek(0)
            text = said.read(MB).decode("utf-8", "replace")
        left = {each.name for each in Path(folder).iterdir()} - before - {"said"}
        code = os.waitstatus_to_exitcode(status)
        line = text.splitlines()[0] if text else ""
        bad = ["fault of the program", "Traceback", "Warning:", "panicked"]
        if any(word in text for word in bad) or left or len(text) > 200_000 or (code and not text):
            code = 99
        return code, taken, usage.ru_maxrss // 1024, line


def run_all(names: list[str] | None = None) -> int:
    """A line for each monster; the number of those that did not end as they should."""
    failed = 0
    for name in names or MONSTERS:
        code, taken, memory, line = run_one(name)
        wrong = code not in (0, 1, 2)
        failed += wrong
        mark = "WRONG " if wrong else ""
        print(f"{mark}{name}: exit {code}, {taken:.1f} s, {memory} MB: {line[:160]}", flush=True)
    return failed


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(1 if run_all(sys.argv[1:]) else 0)
