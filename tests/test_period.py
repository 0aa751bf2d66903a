"""Periods as tables and file names write them."""

from __future__ import annotations

import pytest

from innoindex.period import parse_period, period_key, periods_within


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2023", "2023"),
        (2023, "2023"),
        (2023.0, "2023"),
        ("2023.0", "2023"),
        (" 2023 ", "2023"),
        ("２０２３", "2023"),
        ("2023年", "2023"),
        ("2023年度", "2023"),
        ("2023Q1", "2023Q1"),
        ("2023q4", "2023Q4"),
        ("2023-Q1", "2023Q1"),
        ("2023 Q2", "2023Q2"),
        ("2023年一季度", "2023Q1"),
        ("2023年第1季度", "2023Q1"),
        ("2023年四季度", "2023Q4"),
        ("2023年第三季", "2023Q3"),
    ],
)
def test_years_and_quarters_are_read(text: object, label: str) -> None:
    """However a year or a quarter is written, its label is one."""
    assert parse_period(text) == label


@pytest.mark.parametrize(
    "text",
    ["", "23", "20231", "2023Q5", "2023-1", "2023.5", "2023年上半年", "全年", "2023-01-01", "٢٠٢٣"],
)
def test_other_texts_are_no_periods(text: str) -> None:
    """Nothing is guessed: half years, months and dates are no periods."""
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("2021", ["2021"]),
        ("数据2022年", ["2022"]),
        ("x-2023Q1", ["2023Q1"]),
        ("x_2023年第二季度", ["2023Q2"]),
        ("2023年4季度表", ["2023Q4"]),
        ("county2019v2", ["2019"]),
        ("2021-2022", ["2021", "2022"]),
        ("2022 final 2022", ["2022"]),
        ("20221231", []),
        ("330109", []),
        ("3301", []),
        ("data", []),
        ("2022_11", ["2022"]),
    ],
)
def test_a_files_name_may_say_a_period(name: str, labels: list[str]) -> None:
    """Years of the 20th and 21st century that are no part of a longer number; each once."""
    assert periods_within(name) == labels


def test_periods_sort_by_time() -> None:
    """A year stands before its quarters; labels that are no periods stand first."""
    labels = ["2023Q2", "2022Q4", "2023", "base", "2023Q1", "2022"]
    ordered = ["base", "2022", "2022Q4", "2023", "2023Q1", "2023Q2"]
    assert sorted(labels, key=period_key) == ordered
