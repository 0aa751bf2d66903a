"""What the mutations start from: the example's table in every format and encoding, and its scheme.

All seeds are made here from the example, so that none has to be kept. `.xls` files are written by
LibreOffice, where it is installed; without it the seeds have none.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import xlsxwriter

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "examples" / "zhejiang-synthetic.csv"
SCHEME = ROOT / "config" / "weights.toml"
SPACE = "urn:oasis:names:tc:opendocument:xmlns"

# A scheme of three raw columns, so that a mutation hits what is read.
SMALL_SCHEME = """schema = 1
[index]
name = { zh = "指数", en = "Index" }
normalise = "min-max"
impute = "drop"
decimals = 1
highlight = ["330109"]
tiers = [{ name = "A", top = 0.25 }, { name = "B" }]
[columns]
unit = ["code", "代码"]
name = { zh = "county", en = "county_en" }
group = { zh = "city", en = "city_en" }
period = "year"
[[break]]
period = 2021
units = ["330109"]
note = { zh = "区划调整", en = "boundary change" }
[raw.rd_exp]
name = { zh = "R&D经费", en = "R&D expenditure" }
unit = "亿元"
aliases = ["R&D经费内部支出"]
at_most = "gdp"
noise = "2%"
[raw.gdp]
name = { zh = "地区生产总值", en = "GDP" }
unit = { zh = "亿元", en = "100 million yuan" }
[dimension.input]
name = "input"
weight = 2
aggregate = { method = "power", p = 0.5 }
[indicator.intensity]
dimension = "input"
value = "100 * rd_exp / gdp"
unit = "%"
treat = { method = "winsorise", skew = 2, kurtosis = 3.5, max_points = 5 }
normalise = { method = "goalposts", lower = 0, upper = 20, clip = true, range = [1, 100] }
[indicator.per_head]
dimension = "input"
value = "where(pop > 0, rd_exp / pop, lag(rd_exp))"
transform = "log1p"
[indicator.pop]
weight = 1.5
direction = "-"
normalise = "rank"
[scenario.other]
name = { zh = "另一个", en = "Other" }
weight = { input = "40%" }
drop = ["per_head"]
set = { "330109.gdp" = "+10%" }
normalise = { pop = "z-score" }
"""
SCENARIO = """name = "Other"
weight = { input = "40%", pop = "*2" }
set = { "330109.gdp" = "+10%", "330110.pop" = 5 }
normalise = { pop = "z-score" }
aggregate = { index = "median" }
drop = ["per_head"]
"""
EXPRESSIONS = (
    "100 * a / b",
    "where(a >= b, log(a) - 1, lag(c) ** 2)",
    "max(a, b, 1e3) + min(a, -b)",
    "sqrt(abs(a - b)) * (a == b)",
    "log1p(a / (b + c)) ** 0.5",
)


@cache
def rows() -> list[list[str]]:
    """Twelve counties of two years, with the columns that the small scheme needs and two more."""
    wanted = ("year", "code", "county", "county_en", "city", "rd_exp", "gdp", "pop", "patents")
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    places = [i for i, heading in enumerate(table[0]) if heading in wanted]
    kept = [row for row in table[1:] if row[0] in ("2021", "2022")]
    years = [[row for row in kept if row[0] == year][:12] for year in ("2021", "2022")]
    return [[row[i] for i in places] for row in (table[0], *years[0], *years[1])]


def text(separator: str = ",", end: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows())
    return out.getvalue()


def long_text() -> str:
    heading, *body = rows()
    lines = ["year,code,county,indicator,value"]
    for row in body:
        for name, value in list(zip(heading, row, strict=True))[4:]:
            if name in ("rd_exp", "gdp", "pop"):
                lines.append(f"{row[0]},{row[1]},{row[2]},{name},{value}")
    return "\n".join(lines)


def xlsx() -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        cover = book.add_worksheet("cover")
        cover.write(0, 0, "")
        sheet = book.add_worksheet("data")
        for r, row in enumerate(rows()):
            for c, cell in enumerate(row):
                number = r and c > 4
                (sheet.write_number if number else sheet.write_string)(
                    r, c, float(cell) if number else cell
                )
        sheet.write_formula(3, 9, "=1/0", None, "#DIV/0!")  # a column that is not read
        sheet.write_formula(4, 7, "=70+7", None, 77)
        sheet.merge_range(30, 0, 30, 3, "注：合成数据")
    return data.getvalue()


def ods() -> bytes:
    def cell(value: str, number: bool) -> str:
        kind = f'"float" office:value="{value}"' if number and value else '"string"'
        return (
            f"<table:table-cell office:value-type={kind}>"
            f"<text:p>{escape(value)}</text:p></table:table-cell>"
        )

    body = "".join(
        "<table:table-row>"
        + "".join(cell(value, bool(r) and c > 4) for c, value in enumerate(row))
        + '<table:table-cell table:number-columns-repeated="3"/></table:table-row>'
        for r, row in enumerate(rows())
    )
    body += '<table:table-row table:number-rows-repeated="9"><table:table-cell/></table:table-row>'
    names = "".join(f' xmlns:{name}="{SPACE}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="s">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": content.encode(),
        }
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


@cache
def xls() -> bytes | None:
    office = shutil.which("soffice")
    if office is None:
        return None
    with TemporaryDirectory() as folder:
        source = Path(folder) / "seed.csv"
        source.write_text(text(), "utf-8")
        subprocess.run(
            [
                *(office, "--headless", "--convert-to", "xls", "--infilter=CSV:44,34,76,1"),
                *("--outdir", folder, str(source)),
            ],
            capture_output=True,
            timeout=120,
            check=False,
        )
        made = source.with_suffix(".xls")
        return made.read_bytes() if made.is_file() else None


@cache
def tables() -> list[tuple[str, bytes]]:
    """Suffix and bytes of the example's table in each form that is read."""
    plain = text()
    seeds = [
        (".csv", plain.encode()),
        (".csv", plain.encode("utf-8-sig")),
        (".csv", plain.encode("utf-16")),
        (".csv", plain.encode("utf-16-le")),
        (".csv", b"\xfe\xff" + plain.encode("utf-16-be")),
        (".csv", plain.encode("gbk")),
        (".csv", plain.encode("gb18030")),
        (".csv", text(end="\r\n").encode()),
        (".csv", text(";").encode()),
        (".tsv", text("\t").encode()),
        (".txt", long_text().encode()),
        (".csv", ("浙江省,,\n单位：万元\n" + plain + "\n注：合成数据\n").encode()),
        (".xlsx", xlsx()),
        (".ods", ods()),
    ]
    if (old := xls()) is not None:
        seeds.append((".xls", old))
    return seeds
