"""What is wrong with a TOML file: codes and parameters, one for every mistake, all at once."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class TomlProblem:
    """One mistake: the line and key at which it stands, its code, and what was found and expected.

    ``code`` is a message id of the command's catalogue (without its ``policy-`` prefix).
    """

    line: int
    key: str
    code: str
    found: str = ""
    expected: tuple[str, ...] = field(default=())


class TomlError(Exception):
    """A file that cannot be used. ``source`` names the file, ``problems`` every mistake in it."""

    def __init__(self, source: str, problems: tuple[TomlProblem, ...]) -> None:
        first = problems[0]
        super().__init__(
            f"{source}:{first.line}: {first.key}: {first.code} ({len(problems)} in all)"
        )
        self.source = source
        self.problems = tuple(sorted(problems))
