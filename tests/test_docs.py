"""Every example in README and docs is run, and what they show is what is printed."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Run

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
# The tables that docs/published-indices.md works on: a few rows of each, as published.
# HDI: UNDP, Human Development Report 2023/24. SVI: CDC/ATSDR 2018. IMD: MHCLG 2019.
TABLES = {
    "hdi.csv": """iso3,country,region,year,le,eys,mys,gnipc
CHE,Switzerland,,2022,84.255,16.5837307,13.90406622,69432.78669
NOR,Norway,,2022,83.393,18.63846016,13.06234279,69189.76165
ISL,Iceland,,2022,82.815,19.10672951,13.76716995,54688.37921
""",
    "svi_2018.csv": "FIPS,COUNTY,ST_ABBR,EP_POV,EP_UNEMP,EP_PCI,EP_NOHSDP,EP_AGE65,EP_AGE17,"
    "EP_DISABL,EP_SNGPNT,EP_MINRTY,EP_LIMENG,EP_MUNIT,EP_MOBILE,EP_CROWD,EP_NOVEH,EP_GROUPQ\n"
    "01001,Autauga,AL,15.4,4.2,29372,11.3,14.6,24.2,19.3,7.5,25,0.8,3.8,18.4,1.4,5.6,1\n"
    "01003,Baldwin,AL,10.6,4.4,31203,9.7,19.5,21.9,14,5.7,17,0.5,18.3,11.7,1.3,3.4,1.4\n",
    "imd_2019.csv": "lsoa11_code,IMD_rank,Income_rank,Employment_rank,Education_rank,Health_rank,"
    "Crime_rank,Housing_and_Access_rank,Environment_rank\n"
    "E01000001,29199,32831,32742,32842,32113,32662,7319,7789\n"
    "E01000002,30379,29901,31190,32832,29705,32789,11707,13070\n",
}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like a clone, in which examples may write."""
    for name in ("examples", "config"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run_and_print_what_is_shown(innoindex: Run, checkout: Path, page: Path) -> None:
    """Each command of a page ends well, in an 80-column terminal, and prints what stands under it.

    Three dots stand for any lines, or for the rest of a line.
    """
    for block in blocks(page, "console"):
        for command, shown in re.findall(r"^\$ innoindex (.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            outcome = innoindex(*shlex.split(command), width=80)
            assert outcome.code == 0, outcome.err
            if shown:
                pattern = re.escape(shown).replace("\\.\\.\\.\\\n", "(?:.*\\n)*")
                pattern = pattern.replace("\\.\\.\\.", ".*")
                assert re.fullmatch(pattern, outcome.out), outcome.out
    for line in re.findall(r"^    innoindex (.*)$", page.read_text("utf-8"), re.M):
        outcome = innoindex(*shlex.split(line))
        assert outcome.code == 0, outcome.err


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_run(checkout: Path, page: Path) -> None:
    """Each Python block of a page runs as it stands."""
    for block in blocks(page, "python"):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(block, page.name, "exec"), {})


def test_both_readmes_show_the_same_commands() -> None:
    """The Chinese README has the commands of the English one, in the same order."""
    commands = {
        name: re.findall(
            r"^(?:\$ |    )(.*(?:innoindex|pytest).*)$", (ROOT / name).read_text("utf-8"), re.M
        )
        for name in ("README.md", "README.zh-CN.md")
    }
    assert [re.sub(r" --lang \w+", "", c) for c in commands["README.zh-CN.md"]] == [
        re.sub(r" --lang \w+", "", c) for c in commands["README.md"]
    ]


def test_every_page_is_within_reach() -> None:
    """Every link to a file of the repository leads to one."""
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_method_is_documented() -> None:
    """docs/scheme.md names every method and option of a scheme, and every key."""
    from innoindex import scheme_keys as keys

    text = (ROOT / "docs" / "scheme.md").read_text("utf-8")
    names = {name for methods in keys.METHODS.values() for name in methods}
    names |= {o for methods in keys.METHODS.values() for opts in methods.values() for o in opts}
    for table in (keys.INDEX, keys.TIER, keys.COLUMNS, keys.BREAK, *keys.NAMED.values()):
        names |= set(table)
    assert sorted(name for name in names if f"`{name}`" not in text) == []
