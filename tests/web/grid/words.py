"""The words of a page, each with the language of its element; and the links that lead on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3001\u3002\uff01-\uff5e]")
ENGLISH = re.compile(r"[A-Za-z][a-z']+(?:[ ,]+[A-Za-z][a-z']*){2,}")
SPOKEN = ("title", "aria-label", "placeholder", "alt", "value", "content", "label")
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
SILENT = frozenset({"script", "style", "template", "title"})
"""A ``title`` can hold no markup, so names stay in it as they are; the page's heading repeats it."""


@dataclass
class Words(HTMLParser):
    """Texts and spoken attributes with their language, and every link."""

    found: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    _open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @property
    def lang(self) -> str:
        """The language where the reader stands."""
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or self.lang
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag != "meta":
            hidden = tag == "input" and given.get("type") == "hidden"
            names = [n for n in SPOKEN if n in given and not (n == "value" and _coded(tag, hidden))]
            self.found += [(lang, str(given[name])) for name in names if given[name]]
        if tag not in VOID:
            self._open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, _lang = self._open.pop()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self._open and self._open[-1][0] in SILENT):
            self.found.append((self.lang, " ".join(data.split())))


def _coded(tag: str, hidden: bool) -> bool:
    """Whether a ``value`` is for the program alone."""
    return hidden or tag in ("option", "button", "li", "data", "progress", "meter")


def words_of(html: str) -> Words:
    """The words of a page."""
    words = Words()
    words.feed(html)
    words.close()
    return words
