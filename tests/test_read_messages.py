"""Every message of reading is said in Chinese too."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

import innoindex.read
from innoindex.zh import ZH
from innoindex.zh.read import READ


def _said() -> list[str]:
    """The templates given to `say` anywhere in the room."""
    folder = Path(innoindex.read.__file__).parent
    return [
        ast.literal_eval(node.args[0])
        for file in sorted(folder.glob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
    ]


def _places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("template", sorted(set(_said())))
def test_a_message_has_its_chinese(template: str) -> None:
    """With the same values in it."""
    assert template in ZH
    assert _places(ZH[template]) == _places(template)


def test_no_translation_is_left_over() -> None:
    """The catalogue of the room has no message that is not said any more."""
    assert set(READ) <= set(_said())
