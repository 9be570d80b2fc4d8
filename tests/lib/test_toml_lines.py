"""Positions in a TOML text, wherever a key may hide."""

from __future__ import annotations

import pytest

from tandem.lib.toml_lines import TomlLines

TEXT = (
    """\
# a comment with """
    + '"""'
    + """ and [brackets] and = signs
[first]   # a table
plain = 1
"quoted key" = 'it''s'
long = \"\"\"
[not.a.table]
fake = 1
\"\"\"
after_long = '''[[
still not
'''
list = [
  1,  # one's [
  [2, 3],
  "]",
  \"\"\"x
]\"\"\",
  { inner = 5, deep = { deeper = 6 } },
]
dotted.key.path = "a # b"
inline = { x = 1, y = [1,
  2], z = 3 }
[first.sub]
below = true
[[rule]]
id = "one"
[rule.only]
stage = "x"
[[rule]]
id = "two"
where.kind = "k"
[[rule.part]]
n = 1
[[rule.part]]
n = 2
[ spaced . "name" ]
v = 1
"""
)


def line_of(start: str, nth: int = 1) -> int:
    lines = [i for i, line in enumerate(TEXT.split("\n"), 1) if line.strip().startswith(start)]
    return lines[nth - 1]


@pytest.mark.parametrize(
    ("path", "start", "nth"),
    [
        (("first",), "[first]", 1),
        (("first", "plain"), "plain", 1),
        (("first", "quoted key"), '"quoted key"', 1),
        (("first", "long"), "long", 1),
        (("first", "after_long"), "after_long", 1),
        (("first", "list"), "list", 1),
        (("first", "list", 0), "1,", 1),
        (("first", "list", 1, 1), "[2, 3]", 1),
        (("first", "list", 2), '"]"', 1),
        (("first", "list", 3), '"""x', 1),
        (("first", "list", 4, "deep", "deeper"), "{ inner", 1),
        (("first", "dotted"), "dotted", 1),
        (("first", "dotted", "key", "path"), "dotted", 1),
        (("first", "inline", "y", 1), "2], z", 1),
        (("first", "inline", "z"), "2], z", 1),
        (("first", "sub", "below"), "below", 1),
        (("rule", 0), "[[rule]]", 1),
        (("rule", 0, "only", "stage"), "stage", 1),
        (("rule", 1, "id"), "id", 2),
        (("rule", 1, "where", "kind"), "where.kind", 1),
        (("rule", 1, "part", 1, "n"), "n =", 2),
        (("spaced", "name", "v"), "v =", 1),
        # what is not there stands where its nearest table does
        (("rule", 1, "part", 0, "missing"), "[[rule.part]]", 1),
        (("rule", 1, "missing"), "[[rule]]", 2),
    ],
)
def test_line(path: tuple[str | int, ...], start: str, nth: int) -> None:
    assert TomlLines(TEXT).find(path) == line_of(start, nth)


def test_what_only_looks_like_a_key_is_none() -> None:
    lines = TomlLines(TEXT)
    assert lines.find(("not", "a", "table")) == 1
    assert lines.find(("first", "fake")) == line_of("[first]")


def test_other_line_separators_do_not_count() -> None:
    assert TomlLines('a = "x\u2028y\u0085z"\nb = 1').find(("b",)) == 2


def test_an_empty_text_has_one_line() -> None:
    assert TomlLines("").find(("a", 0, "b")) == 1
