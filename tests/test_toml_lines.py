"""Where tables and keys stand in a file."""

from __future__ import annotations

import tomllib

import pytest

from innoindex.toml_lines import key_lines

TEXT = '''# [not.a.table]
schema = 1   # [nor.this] = 2

[index]
name = { zh = "指数 # [x]", en = "Index, the = one" }  # comment with [brackets] and "quotes"
long = """
[inside.a.string]
key = "of it"
"""
raw = \'\'\'
[another]
it's = \'\'\'
tiers = [
  { name = "one", min_score = 1 },  # a ] in a comment
  # a whole line [of] comment
  { name = """t
wo""", min_score = 2 },
]
nested = [[1, 2], [3, [4]]]

[ dimension . "a.b" ]
weight = 1
'quoted key' = 2
dotted.sub."key x" = 3

[[break]]
period = 2020
[[break]]
period = 2021

[last]
'''

EXPECTED = {
    ("schema",): 2,
    ("index",): 4,
    ("index", "name"): 5,
    ("index", "name", "zh"): 5,
    ("index", "name", "en"): 5,
    ("index", "long"): 6,
    ("index", "raw"): 10,
    ("index", "tiers"): 13,
    ("index", "tiers", "0"): 14,
    ("index", "tiers", "0", "name"): 14,
    ("index", "tiers", "0", "min_score"): 14,
    ("index", "tiers", "1"): 16,
    ("index", "tiers", "1", "name"): 16,
    ("index", "tiers", "1", "min_score"): 17,
    ("index", "nested"): 19,
    ("dimension", "a.b"): 21,
    ("dimension", "a.b", "weight"): 22,
    ("dimension", "a.b", "quoted key"): 23,
    ("dimension", "a.b", "dotted"): 24,
    ("dimension", "a.b", "dotted", "sub"): 24,
    ("dimension", "a.b", "dotted", "sub", "key x"): 24,
    ("break",): 26,
    ("break", "0"): 26,
    ("break", "0", "period"): 27,
    ("break", "1"): 28,
    ("break", "1", "period"): 29,
    ("last",): 31,
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_key_has_its_line(newline):
    """Strings, comments, arrays and inline tables hide no key and make none up."""
    tomllib.loads(TEXT)
    lines = key_lines(TEXT.replace("\n", newline))
    numbers = {path: line for path, line in lines.items() if path[:2] != ("index", "nested")}
    assert {**numbers, ("index", "nested"): lines["index", "nested"]} == EXPECTED


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ('a = ""\n"b" = 1', ("b",), 2),
        ('a = "\\""\nb = "[c]"\nd = 1', ("d",), 3),
        ('a = """x"""" \nb = 1', ("b",), 2),
        ("a = ''''x''''\nb = 1", ("b",), 2),
        ("a = 'C:\\'\nb = 1", ("b",), 2),
        ("a = 2020-01-01 10:00:00\nb = 1", ("b",), 2),
        ("a = []\nb = 1", ("b",), 2),
        ("a = {}\nb = 1", ("b",), 2),
        ("a = [ # [\n 'x', # ]\n]\nb = 1", ("b",), 4),
        ("\n\n  [t]\n\tb=1", ("t", "b"), 4),
        ("a.b = { c = [ { d = 1 } ] }", ("a", "b", "c", "0", "d"), 1),
        ("[t]", ("t",), 1),
    ],
)
def test_one_key(text, path, line):
    """Quotes in quotes, empty collections, dates and comments are skipped whole."""
    document = tomllib.loads(text)
    assert document
    assert key_lines(text)[path] == line


def test_a_file_without_keys():
    """A file of comments has no lines to tell."""
    assert key_lines("# nothing\n\n# [at] = all") == {}
