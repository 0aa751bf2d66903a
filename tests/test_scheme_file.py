"""The scheme file: what it may say, and every problem with its line and its way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from strategies import problems_of, scheme_of

from innoindex.errors import InnoindexError, UsageProblem
from innoindex.scheme import Change
from innoindex.scheme_file import parse_scheme, read_scheme, read_shipped_scheme

X = "[indicator.x]\n"


# Every text follows the line `schema = 1`, so its first line is line 2.
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        # keys
        (
            "[index]\ndecimal = 1\n" + X,
            '3: error: unknown key "index.decimal"\nhelp: did you mean decimals, rank_decimals?',
        ),
        ("[indexes]\n" + X, '2: error: unknown key "indexes"\nhelp: did you mean index?'),
        (
            X + "wieght = 2\n",
            '3: error: unknown key "indicator.x.wieght"\nhelp: did you mean weight?',
        ),
        (
            "[index]\nbase = { year = 2015, period = 2015 }\n" + X,
            '3: error: unknown key "index.base.year"\nhelp: known: period',
        ),
        (
            X + 'normalise = { method = "min-max", rang = [0, 1] }\n',
            '3: error: unknown key "indicator.x.normalise.rang"\nhelp: did you mean range?',
        ),
        (
            "index = 3\n" + X,
            "2: error: index must be a table\nhelp: head it [index], or write its keys in braces",
        ),
        (
            "dimension = 3\n" + X,
            "2: error: dimension must be a table\n"
            "help: head it [dimension], or write its keys in braces",
        ),
        (
            "[indicator]\nx = 3\n",
            "3: error: indicator.x must be a table\n"
            "help: head it [indicator.x], or write its keys in braces",
        ),
        (
            "[index]\ntiers = 3\n" + X,
            "3: error: index.tiers must be a list\n"
            'help: for example: tiers = [{ name = "A", min_score = 150 }]',
        ),
        (
            "[break]\nperiod = 2020\n" + X,
            "2: error: break must be a list\nhelp: head each of them [[break]]",
        ),
        (
            "[[break]]\nperiod = 2020\n" + X,
            '2: error: break.0.note is missing\nhelp: for example: note = { zh = "…", en = "…" }',
        ),
        # names that do not exist
        (
            '[dimension.input]\n[indicator.x]\ndimension = "imput"\n[indicator.y]\n'
            'dimension = "input"\n',
            '4: error: indicator.x.dimension: there is no "imput"\nhelp: did you mean input?',
        ),
        (
            '[dimension.a]\nparent = "top"\n[indicator.x]\ndimension = "a"\n',
            '3: error: dimension.a.parent: there is no "top"\nhelp: known: a',
        ),
        *(
            (
                f"[raw.x]\nnoise = {noise}\n" + X,
                f"3: error: raw.x.noise must be per cent, from 0% to 100%, not {noise}\n"
                'help: for example: noise = "2%"',
            )
            for noise in ("2", '"2"', '"101%"', '"+2%"')
        ),
        (
            '[raw.gdp]\n[raw.rd]\nat_most = "gpd"\n' + X + 'value = "rd / gdp"\n',
            '4: error: raw.rd.at_most: there is no "gpd"\nhelp: did you mean gdp?',
        ),
        (
            X + "[scenario.s]\nweight = { y = 2 }\n",
            '4: error: scenario.s.weight.y: there is no "y"\nhelp: known: x',
        ),
        # structure
        (
            "[dimension.a]\n[indicator.x]\n",
            '2: error: dimension "a" is empty\n'
            'help: give an indicator dimension = "a", or remove it',
        ),
        (
            '[dimension.x]\n[indicator.x]\ndimension = "x"\n',
            '3: error: the id "x" is used twice\n'
            "help: rename one: the index, dimensions and indicators have ids of their own",
        ),
        (
            '[dimension.index]\n[indicator.x]\ndimension = "index"\n',
            '2: error: the id "index" is used twice\n'
            "help: rename one: the index, dimensions and indicators have ids of their own",
        ),
        (
            "[index]\n",
            "error: the scheme has no indicator\n"
            "help: add a table [indicator.ID] for each, as in: innoindex scheme new",
        ),
        # weights
        (
            X + "weight = -1\n",
            "3: error: indicator.x.weight must be a number that is not negative, not -1\n"
            'help: give direction = "-" where less is better, and weight = 0 to leave it out',
        ),
        (
            X + "weight = nan\n",
            "3: error: indicator.x.weight must be a number that is not negative, not nan\n"
            "help: for example: weight = 2",
        ),
        (
            X + "weight = true\n",
            "3: error: indicator.x.weight must be a number that is not negative, not true\n"
            "help: for example: weight = 2",
        ),
        (
            X + "weight = 2\n[indicator.y]\n",
            '4: error: "y" has no weight, but others beside it have\n'
            "help: give every one a weight, or none (then all are equal)",
        ),
        (
            X + "weight = 0\n",
            '3: error: the weights under "index" are all 0\n'
            "help: give one of them a weight above 0",
        ),
        (
            '[index]\naggregate = "sum"\n' + X + "weight = 0\n",
            '5: error: the weights under "index" are all 0\n'
            "help: give one of them a weight above 0",
        ),
        # expressions
        (
            X + 'value = "a.b"\n',
            '3: error: indicator.x.value: "a.b" is not allowed in an expression\n'
            "help: allowed: columns, numbers, + - * / **, < <= > >= ==, parentheses and "
            "log, log1p, sqrt, abs, min, max, where, lag",
        ),
        (
            X + 'value = "5"\n',
            "error: no indicator uses a column of the table\n"
            "help: write a value as 100 * a / b, with the ids of columns",
        ),
        (
            X + 'value = "100 *"\n',
            '3: error: indicator.x.value: cannot be read: "100 *"\n'
            "help: write it as 100 * a / b, with columns, numbers, + - * / ** and parentheses",
        ),
        (
            X + 'normalise = { method = "z-score", truncate = "a[0]" }\n',
            '3: error: indicator.x.normalise.truncate: "a[0]" is not allowed in an expression\n'
            "help: allowed: columns, numbers, + - * / **, < <= > >= ==, parentheses and "
            "log, log1p, sqrt, abs, min, max, where, lag",
        ),
        # methods and their options
        (
            X + 'normalise = "minmax"\n',
            '3: error: indicator.x.normalise: no method "minmax"\nhelp: did you mean min-max?',
        ),
        (
            '[index]\naggregate = "mean"\n' + X,
            '3: error: index.aggregate: no method "mean"\nhelp: did you mean median?',
        ),
        (
            '[index]\nimpute = ""\n' + X,
            '3: error: index.impute: no method ""\nhelp: known: refuse, carry-forward, drop, mean, '
            "median, group-mean, group-median, interpolate, score",
        ),
        (
            X + "treat = 5\n",
            "3: error: indicator.x.treat: no method 5\n"
            "help: known: none, winsorise, mean-sd, clip, log, box-cox",
        ),
        (
            X + 'normalise = { method = "min-max", range = [1, 0] }\n',
            "3: error: indicator.x.normalise.range must be two numbers, the smaller first, "
            "not [1, 0]\n"
            "help: for example: range = [0, 100]",
        ),
        (
            X + 'normalise = { method = "goalposts", lower = 3, upper = 3 }\n',
            "3: error: indicator.x.normalise: lower must be below upper\n"
            'help: give the smaller bound as lower and say direction = "-" where less is better',
        ),
        (
            X + 'normalise = { method = "goalposts", upper = 3 }\n',
            "3: error: indicator.x.normalise.lower is missing\nhelp: for example: lower = 2.5",
        ),
        (
            X + 'normalise = { method = "z-score", ddof = true }\n',
            "3: error: indicator.x.normalise.ddof must be one of 0, 1, not true\n"
            "help: for example: ddof = 0",
        ),
        (
            X + 'normalise = { method = "rank", within = "city" }\n',
            '3: error: indicator.x.normalise.within must be one of group, not "city"\n'
            'help: for example: within = "group"',
        ),
        (
            X + 'direction = "up"\n',
            '3: error: indicator.x.direction must be one of +, -, not "up"\n'
            'help: for example: direction = "+"',
        ),
        (
            '[index]\nties = "mni"\n' + X,
            '3: error: index.ties must be one of min, dense, average, first, not "mni"\n'
            "help: did you mean min?",
        ),
        (
            '[index]\naggregate = { method = "power", p = "x" }\n' + X,
            '3: error: index.aggregate.p must be a number, not "x"\nhelp: for example: p = 2.5',
        ),
        # kinds of values
        (
            "[index]\nbase = { period = 15 }\n" + X,
            "3: error: index.base.period must be a year or a quarter (2023, 2023Q1), not 15\n"
            "help: for example: period = 2023",
        ),
        (
            "[index]\nbase = {}\n" + X,
            "3: error: index.base.period is missing\nhelp: for example: period = 2023",
        ),
        (
            '[index]\nstats = "all"\n' + X,
            '3: error: index.stats must be "period", "pooled" or a period, not "all"\n'
            'help: for example: stats = "pooled"',
        ),
        (
            "[index]\nrank_decimals = 400\n" + X,
            "3: error: index.rank_decimals must be a whole number from 0 to 12, not 400\n"
            "help: for example: rank_decimals = 1",
        ),
        (
            "[index]\nmin_coverage = 67\n" + X,
            "3: error: index.min_coverage must be a number from 0 to 1, not 67\n"
            "help: for example: min_coverage = 0.5",
        ),
        (
            "[index]\nexpect_units = 0\n" + X,
            "3: error: index.expect_units must be a whole number from 1, not 0\n"
            "help: for example: expect_units = 5",
        ),
        (
            '[index]\nname = { fr = "x" }\n' + X,
            '3: error: index.name must be a text or { zh = "…", en = "…" }, not { fr = "x" }\n'
            'help: for example: name = { zh = "…", en = "…" }',
        ),
        (
            '[index]\nhighlight = "330109"\n' + X,
            '3: error: index.highlight must be a list of texts, not "330109"\n'
            'help: for example: highlight = ["…", "…"]',
        ),
        (
            "[raw.a]\nadditive = 1\n" + X,
            "3: error: raw.a.additive must be true or false, not 1\n"
            "help: for example: additive = true",
        ),
        (
            X + '[scenario.s]\nweight = { x = "140%" }\n',
            "4: error: scenario.s.weight must be weights by id, each a number, a share such as "
            '"40%" or a factor such as "*0.5", not { x = "140%" }\n'
            'help: for example: weight = { output = "40%", input = 2 }',
        ),
        (
            "[columns]\nunit = []\n" + X,
            "3: error: columns.unit must be a heading or a list of headings, not []\n"
            'help: for example: unit = ["…", "…"]',
        ),
        # references
        (
            X + 'normalise = "base-ratio"\n',
            '2: error: "x" is scored by base-ratio but has no reference\n'
            "help: give [index] base = { period = … }, or the indicator a reference",
        ),
        (
            X + 'normalise = "standard"\n',
            '2: error: "x" is scored by standard but has no reference\n'
            "help: give reference = the value that scores 100",
        ),
        (
            '[index]\nrescale = "base-ratio"\n' + X,
            '3: error: rescale of "index": base-ratio needs a reference\n'
            'help: write { method = "base-ratio", reference = … }',
        ),
        # tiers
        (
            '[index]\ntiers = [{ name = "A", min_score = 1, top = 0.5 }]\n' + X,
            "3: error: a tier has one condition, not min_score, top\n"
            "help: keep one of them, or make two tiers",
        ),
        (
            '[index]\ntiers = [\n{ name = "A", max_rank = 3 },\n{ name = "A" }]\n' + X,
            "3: error: two tiers have the name A\nhelp: rename one of them",
        ),
    ],
)
def test_problem(text, problem):
    """Each mistake is told with its line, what was found and what would be right."""
    place = "<scheme>:" if problem[0].isdigit() else "<scheme>: "
    assert problems_of("schema = 1\n" + text) == [place + problem]


def test_number_beyond_floats():
    """A whole number that no float can hold is no number."""
    [problem] = problems_of("schema = 1\n" + X + "weight = 1" + "0" * 400)
    assert problem.startswith("<scheme>:3: error: indicator.x.weight: a number is too large\n")


def test_all_at_once():
    """Every problem of a file is told in one run, in the order of its lines."""
    assert problems_of(
        'schema = 1\n[index]\ndecimals = "one"\n[indicator.x]\nvalue = "a b"\nwieght = 1\n'
        "[dimension.d]\n"
    ) == [
        '<scheme>:3: error: index.decimals must be a whole number from 0 to 12, not "one"\n'
        "help: for example: decimals = 1",
        '<scheme>:5: error: indicator.x.value: cannot be read: "a b"\n'
        "help: write it as 100 * a / b, with columns, numbers, + - * / ** and parentheses",
        '<scheme>:6: error: unknown key "indicator.x.wieght"\nhelp: did you mean weight?',
        '<scheme>:7: error: dimension "d" is empty\n'
        'help: give an indicator dimension = "d", or remove it',
    ]


@pytest.mark.parametrize(
    ("parents", "above_themselves"),
    [
        ({"a": "a"}, ["a"]),
        ({"a": "b", "b": "a"}, ["a", "b"]),
        ({"a": "b", "b": "c", "c": "a", "d": "a"}, ["a", "b", "c"]),
    ],
)
def test_cycle(parents, above_themselves):
    """Every dimension on a cycle is named; one that merely leads into it is not."""
    text = "schema = 1\n" + "".join(
        f'[dimension.{id}]\nparent = "{parent}"\n[indicator.{id * 2}]\ndimension = "{id}"\n'
        for id, parent in parents.items()
    )
    assert problems_of(text) == [
        f'<scheme>:{3 + 4 * list(parents).index(id)}: error: dimension "{id}" is above itself\n'
        "help: follow the parents up: they must end at the index"
        for id in above_themselves
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "",
            "error: the file must begin with schema = 1\n"
            "help: this program reads schema 1: make it the first line",
        ),
        (
            "schema = 2\n[indicator.x]",
            "1: error: the file must begin with schema = 1\n"
            "help: this program reads schema 1: make it the first line",
        ),
        (
            "schema = 1\n[index\n",
            "2: error: not valid TOML: Expected ']' at the end of a table declaration\n"
            'help: a text needs quotes, a table is headed [like.this], and every key has one "="',
        ),
        (
            "schema = 1\n[index]\nname = Index\n",
            "3: error: not valid TOML: Invalid value\n"
            'help: a text needs quotes, a table is headed [like.this], and every key has one "="',
        ),
        (
            "schema = 1\n[indicator.x]\n[indicator.x]\n",
            '3: error: "[indicator.x]" stands twice\nhelp: remove or rename one',
        ),
        (
            "schema = 1\n[indicator.x]\nweight = 1\nweight = 2",
            '4: error: "weight = 2" stands twice\nhelp: remove or rename one',
        ),
        (
            "schema = 1\na = " + "[" * 5000,
            "error: nested too deeply\nhelp: take out some of the brackets and dots",
        ),
    ],
)
def test_not_a_scheme(text, problem):
    """A file that is no TOML, or of another schema, is told so where reading ended."""
    place = "<scheme>:" if problem[0].isdigit() else "<scheme>: "
    assert problems_of(text)[0] == place + problem


def test_not_utf8(tmp_path):
    """A file in GBK is told to be saved as UTF-8."""
    path = tmp_path / "w.toml"
    path.write_bytes('schema = 1\n[index]\nname = "指数"\n'.encode("gbk"))
    with pytest.raises(InnoindexError) as caught:
        read_scheme(path)
    assert str(caught.value) == f"{path}: error: is not UTF-8\nhelp: save the file as UTF-8"
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("name", "told"), [("missing.toml", "no such file"), (".", "cannot be opened: Is a directory")]
)
def test_no_such_file(tmp_path, name, told):
    """A file that cannot be opened is wrong usage: exit code 2."""
    with pytest.raises(UsageProblem) as caught:
        read_scheme(tmp_path / name)
    assert caught.value.exit_code == 2
    assert str(caught.value).startswith(f"{tmp_path / name}: error: {told}")


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_and_crlf(tmp_path, prefix):
    """A byte order mark and Windows line ends change nothing."""
    path = tmp_path / "w.toml"
    path.write_bytes(prefix + b"schema = 1\r\n[index]\r\n[indicator.x]\r\nweight = 2\r\n")
    scheme = read_scheme(path)
    assert scheme.indicators["x"].weight == 2
    assert scheme.line("indicator", "x", "weight") == 4


def test_defaults():
    """What a file does not say is said by its documentation."""
    scheme = scheme_of(X)
    [root], [x] = scheme.nodes.values(), scheme.indicators.values()
    assert (root.aggregate.name, root.rescale.name, root.stats) == ("arithmetic", "none", "period")
    assert (x.normalise.name, x.impute.name, x.treat.name, x.transform.name) == (
        "none",
        "refuse",
        "none",
        "none",
    )
    assert (x.direction, x.weight, x.stats, x.parent) == (1, 1, "period", "index")
    assert (scheme.decimals, scheme.rank_decimals, scheme.ties) == (1, None, "min")


def test_index_rules_hold_where_none_is_given():
    """Rules of [index] hold for every indicator and node without one; rescale only for itself."""
    scheme = scheme_of(
        '[index]\nnormalise = "rank"\nimpute = "drop"\ntreat = "winsorise"\nstats = "pooled"\n'
        'aggregate = "median"\nrescale = "rank"\n'
        '[dimension.d]\n[dimension.e]\naggregate = "sum"\nstats = 2020\nparent = "d"\n'
        '[indicator.x]\ndimension = "e"\n'
        '[indicator.y]\ndimension = "d"\nnormalise = "none"\nimpute = "refuse"\ntreat = "none"\n'
        'stats = "period"\n'
    )
    x, y = scheme.indicators["x"], scheme.indicators["y"]
    d, e = scheme.nodes["d"], scheme.nodes["e"]
    assert [x.normalise.name, x.impute.name, x.treat.name, x.stats] == [
        "rank",
        "drop",
        "winsorise",
        "pooled",
    ]
    assert [y.normalise.name, y.impute.name, y.treat.name, y.stats] == [
        "none",
        "refuse",
        "none",
        "period",
    ]
    assert [d.aggregate.name, d.stats, d.rescale.name] == ["median", "pooled", "none"]
    assert [e.aggregate.name, e.stats] == ["sum", "2020"]


def test_tree():
    """Children, leaves and the order of computing follow the parents, whatever the file's order."""
    scheme = scheme_of(
        '[indicator.x]\ndimension = "low"\n[dimension.low]\nparent = "high"\n[dimension.high]\n'
        '[indicator.y]\ndimension = "high"\n[indicator.z]\n'
    )
    assert scheme.bottom_up == ("low", "high", "index")
    assert scheme.children == {"index": ("high", "z"), "low": ("x",), "high": ("low", "y")}
    assert scheme.leaves == {"low": ("x",), "high": ("x", "y"), "index": ("x", "y", "z")}


def test_labels():
    """A name in one language stands in for the other; an id for both."""
    scheme = scheme_of(
        '[index]\nname = { zh = "指数" }\n[indicator.x]\nname = "X"\n[indicator.y]\n'
    )
    assert [scheme.name.zh, scheme.name.en] == ["指数", "指数"]
    assert [scheme.indicators[id].name.en for id in "xy"] == ["X", "y"]


def test_indicator_without_value():
    """It is read from the column of its id, names or aliases, which may not be summed."""
    scheme = scheme_of(
        '[indicator.x]\nname = { zh = "甲", en = "A" }\naliases = ["old"]\n[indicator.y]\n'
        "[raw.y]\nadditive = true\n"
    )
    assert scheme.indicators["x"].value.columns == ("x",)
    assert scheme.raw["x"].aliases == ("old", "甲", "A")
    assert [scheme.raw[id].additive for id in "xy"] == [False, True]


def test_undeclared_columns():
    """A column that only an expression names is a total of no unit of measure."""
    scheme = scheme_of(
        X + 'value = "a / b"\nnormalise = { method = "z-score", truncate = "sqrt(n)" }\n'
    )
    assert list(scheme.raw) == ["a", "b", "n"]
    assert scheme.used == ("a", "b", "n")
    assert all(raw.additive and not raw.declared for raw in scheme.raw.values())


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("2", Change("to", 2)),
        ("2.5", Change("to", 2.5)),
        ('"40%"', Change("share", 40)),
        ('"*0.5"', Change("times", 0.5)),
    ],
)
def test_scenario_weights(text, change):
    """A scenario gives numbers, shares or factors."""
    both = "[indicator.x]\nweight = 1\n[indicator.y]\nweight = 1\n"
    scheme = scheme_of(both + f"[scenario.s]\nweight = {{ x = {text} }}\n")
    assert scheme.scenarios["s"].weight == {"x": change}


def test_counted():
    """An indicator counts unless it, or a dimension above it, has weight 0."""
    scheme = scheme_of(
        "[dimension.a]\nweight = 0\n[dimension.b]\nweight = 1\n"
        '[indicator.u]\ndimension = "a"\n[indicator.v]\ndimension = "b"\nweight = 0\n'
        '[indicator.w]\ndimension = "b"\nweight = 1\n'
    )
    assert scheme.counted == {"w"}


def test_shipped():
    """The shipped scheme has five dimensions of six indicators, and the province in 2015 = 100."""
    scheme = read_shipped_scheme()
    assert [len(scheme.leaves[id]) for id in scheme.nodes] == [30, 6, 6, 6, 6, 6]
    assert scheme.base_period == "2015"
    assert scheme.expect_units == 90
    assert [tier.min_score for tier in scheme.tiers] == [150, 120, 100, None]
    assert {item.direction for item in scheme.indicators.values()} == {1, -1}


def test_shipped_in_the_checkout():
    """The scheme that ships is the one in config/."""
    path = Path(__file__).parents[1] / "config" / "weights.toml"
    assert parse_scheme(path.read_text("utf-8")).indicators.keys() == (
        read_shipped_scheme().indicators.keys()
    )


def test_a_sum_needs_no_weights():
    """Under a sum a weight that is absent is 1, whatever the others are."""
    text = 'aggregate = "sum"\n[indicator.x]\nweight = 2\n[indicator.y]\n'
    scheme = parse_scheme("schema = 1\n[index]\n" + text)
    assert (scheme.weight("x"), scheme.weight("y")) == (2, 1)


def test_noise():
    """The error of a raw column is read as a share; without one it is not known, which is not 0."""
    raw = scheme_of('[raw]\ny = { noise = "2.5%" }\nz = { noise = "0%" }\n' + X).raw
    assert [raw[id].noise for id in "yzx"] == [0.025, 0, None]


def test_shipped_in_the_wheel(tmp_path, monkeypatch):
    """An installed program has it among its own files."""
    (tmp_path / "weights.toml").write_text("schema = 1\n[indicator.x]\n", "utf-8")
    monkeypatch.setattr("innoindex.scheme_file.resources.files", lambda package: tmp_path)
    assert list(read_shipped_scheme().indicators) == ["x"]
