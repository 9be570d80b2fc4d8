"""Draws ``docs/images/evaluate.svg``: what ``tandem demo`` shows, cut to three collaborations."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from tandem.demo import default_as_of, make_demo_district
from tandem.policy.engines.memory import load_rows
from tandem.policy.evaluate import evaluate
from tandem.policy.load import load_policy
from tandem.policy.shipped import district_policy
from tandem.reports import print_summary, read_context

FONTS = "Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', monospace"
LIGHT = TerminalTheme(
    (255, 255, 255),
    (40, 40, 40),
    [
        (40, 40, 40),
        (168, 32, 26),
        (27, 107, 52),
        (133, 80, 0),
        (31, 90, 153),
        (110, 60, 120),
        (20, 110, 120),
        (110, 110, 110),
    ],
)


def main() -> None:
    """Write the picture beside this file."""
    district = make_demo_district()
    facts = load_rows(district)
    evaluation = evaluate(load_policy(district_policy()), facts, default_as_of(district))
    picture = Console(file=io.StringIO(), record=True, width=100, force_terminal=True)
    print_summary(picture, evaluation, read_context(facts), "zh-Hans", limit=3)
    svg = picture.export_svg(title="tandem demo", theme=LIGHT)
    # the fonts that it would fetch from elsewhere hold no Chinese: take what the reader has
    svg = re.sub(r"@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\n", "", svg)
    svg = svg.replace("Fira Code, monospace", FONTS)
    Path(__file__).with_suffix(".svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
