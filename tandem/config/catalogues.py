"""The sentences of the pages: extracted from the source, checked, compiled.

::

    python -m tandem.config.catalogues               compile every .po that is newer than its .mo
    python -m tandem.config.catalogues --check       name what is missing, unused or broken
    python -m tandem.config.catalogues --update      add new sentences (empty), drop unused ones
    python -m tandem.config.catalogues --draft-hant  draft empty traditional ones from simplified

The last three may be followed by names of apps (``templates`` for the shared ones); without, all.
A sentence belongs to the catalogue nearest to its source: ``tandem/<app>/locale/`` for an app,
``tandem/locale/`` for the shared templates and everything else. No gettext of the system is used.
On a page all catalogues are one: what two of them say of the same sentence must agree, else one
silently wins. ``--check`` names those too, and what is not written as Chinese is written here.
``--check`` and ``--update`` need babel, ``--check`` and ``--draft-hant`` opencc: both come with the
development set-up.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import polib

PACKAGE = Path(__file__).resolve().parent.parent
LANGUAGES = ("zh_Hans", "zh_Hant")
WIDTH = 100

Key = tuple[str | None, str]
"""Context and sentence: what a catalogue finds a translation by."""

KEYWORDS: dict[str, Any] = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "_": None,
}
# named as in Python's own %-formatting; a percent sign alone is text
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
CORRECTIONS = {
    "賬": "帳",
    "許可權": "權限",
    "二維碼": "QR 碼",
    "導航": "導覽",
    "檢視": "查看",
    "質量": "品質",
    "物件": "對象",
    "程式碼": "代碼",
    "型別": "類別",
    "裝置": "設備",
    "高階": "高級",
    "校歷": "校曆",
    "于": "於",
    "后": "後",
    "錄入": "記錄",
    "查詢": "查找",
    "紀錄": "記錄",
    "身分": "身份",
    "“": "「",
    "”": "」",
}
"""What the converter gets wrong, or writes as the glossary does not: refused where it stands."""
SHARED = frozenset({"config", "templates"})
"""Folders whose sentences stand in the shared catalogue."""
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff”」][,;:!?()]|[,;:!?()][\u4e00-\u9fff“「]")
"""Western punctuation beside a Chinese character."""
UNSAID = {
    "！": "。",
    "系统提示": "",
    "系統提示": "",
    "务必": "",
    "務必": "",
    "请您": "请",
    "請您": "請",
    "你": "您",
    "别人": "他人",
    "別人": "他人",
    "师徒": "帮扶",
    "師徒": "幫扶",
    "走访": "调研",
    "走訪": "調研",
    "激活码": "启用码",
    "激活碼": "啟用碼",
    "录入": "记录",
    "校验": "核验",
    "校驗": "核驗",
}
"""What a public service does not say, or what goes by another name here; and what it says."""
KEPT = frozenset("核")
"""Characters that the converter would change, and that are right all the same."""


@dataclass(slots=True)
class Sentence:
    """One sentence of the source and where it stands."""

    plural: str | None = None
    places: list[tuple[str, str]] = field(default_factory=list)


def catalogues() -> list[Path]:
    """Every catalogue's source file."""
    return sorted(PACKAGE.glob("**/locale/*/LC_MESSAGES/*.po"))


def compile_all() -> int:
    """Compile what changed since it was last compiled; how many those were."""
    done = 0
    for path in catalogues():
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > path.stat().st_mtime:
            continue
        _read(path).save_as_mofile(str(target))
        done += 1
    return done


def extract() -> dict[Path, dict[Key, Sentence]]:
    """The sentences of the source, by the folder of their catalogue."""
    import babel.messages.extract

    found: dict[Path, dict[Key, Sentence]] = {}
    for path in _sources():
        code = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            code = _as_python(code, path)
        read = babel.messages.extract.extract(
            "python", io.BytesIO(code.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        )
        for line, texts, _comments, context in read:
            single, plural = (texts, None) if isinstance(texts, str) else (texts[0], texts[-1])
            if not single:
                continue
            sentences = found.setdefault(_folder(path), {})
            sentence = sentences.setdefault((context, single), Sentence())
            sentence.plural = sentence.plural or plural
            sentence.places.append((path.relative_to(PACKAGE.parent).as_posix(), str(line)))
    return found


def problems(apps: Sequence[str] = ()) -> Iterator[str]:
    """What is missing, empty, unused or broken, catalogue by catalogue."""
    wanted = extract()
    for folder in _folders(wanted, apps):
        for language in LANGUAGES:
            path = _catalogue(folder, language)
            shown = path.relative_to(PACKAGE.parent)
            if not path.exists():
                yield f"{shown}: no such catalogue"
                continue
            entries = {_key(entry): entry for entry in _read(path) if not entry.obsolete}
            for key in wanted.get(folder, {}):
                entry = entries.pop(key, None)
                if entry is None:
                    yield f"{shown}: missing: {key[1]}"
                else:
                    yield from (f"{shown}: {fault}" for fault in _faults(entry))
                    yield from (f"{shown}: {fault}" for fault in _slips(entry, language))
            yield from (f"{shown}: unused: {key[1]}" for key in entries)
    for language in LANGUAGES:
        yield from contradictions(language)


def contradictions(language: str) -> Iterator[str]:
    """Sentences that one catalogue translates otherwise than another, be it ours or a package's.

    A package's own catalogue stands before ours but for the shared one, which rewords on purpose.
    """
    said: dict[Key, dict[str, list[str]]] = {}
    for path in catalogues():
        if path.parts[-3] != language:
            continue
        for entry in _read(path):
            if not entry.obsolete and entry.translated():
                shown = path.relative_to(PACKAGE.parent).as_posix()
                said.setdefault(_key(entry), {}).setdefault(_text(entry), []).append(shown)
    foreign = _borrowed(language)
    shared = _catalogue(PACKAGE / "locale", language).relative_to(PACKAGE.parent).as_posix()
    for key, texts in sorted(said.items(), key=lambda pair: (pair[0][1], pair[0][0] or "")):
        theirs = foreign.get(key)
        if theirs and not any(shared in places for places in texts.values()):
            texts.setdefault(theirs[0], []).append(theirs[1])
        if len(texts) > 1:
            yield f"{language}: translated differently, so that one wins on every page: " + key[1]
            if key[0]:
                yield f"    in the context {key[0]}"
            for text, places in texts.items():
                yield from (f"    {text}  in {place}" for place in places)
            yield "    Use the same words, or tell them apart: pgettext, or translate with a context."


def update(apps: Sequence[str] = ()) -> int:
    """Add new sentences to the catalogues with no translation, drop unused ones; how many changed."""
    changed = 0
    wanted = extract()
    for folder in _folders(wanted, apps):
        for language in LANGUAGES:
            path = _catalogue(folder, language)
            old = _read(path) if path.exists() else polib.POFile()
            known = {_key(entry): entry for entry in old}
            new = _empty(language)
            for key, sentence in sorted(
                wanted.get(folder, {}).items(), key=lambda pair: (pair[0][1], pair[0][0] or "")
            ):
                entry = known.pop(key, None)
                if entry is None or bool(entry.msgid_plural) != bool(sentence.plural):
                    entry = _entry(key, sentence)
                    changed += 1
                # files only: line numbers would change every catalogue with every edit
                entry.occurrences = [(name, "") for name in sorted({n for n, _ in sentence.places})]
                new.append(entry)
            changed += len(known)
            if not len(new):
                path.unlink(missing_ok=True)
                path.with_suffix(".mo").unlink(missing_ok=True)
            elif not path.exists() or str(new) != path.read_text(encoding="utf-8"):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(str(new), encoding="utf-8")
    return changed


def draft_traditional(apps: Sequence[str] = ()) -> int:
    """Fill empty traditional sentences from the simplified ones; how many. People read them over."""

    def convert(text: str) -> str:
        text = _converter("s2twp").convert(text)
        for wrong, right in CORRECTIONS.items():
            text = text.replace(wrong, right)
        return text

    done = 0
    for folder in _folders((), apps):
        path = _catalogue(folder, "zh_Hant")
        if not path.exists():
            continue
        simplified_path = _catalogue(folder, "zh_Hans")
        simplified = {_key(entry): entry for entry in _read(simplified_path)}
        traditional = _read(path)
        drafted = 0
        for entry in traditional:
            source = simplified.get(_key(entry))
            if source is None or entry.translated() or not source.translated():
                continue
            entry.msgstr = convert(source.msgstr)
            entry.msgstr_plural = {n: convert(t) for n, t in source.msgstr_plural.items()}
            drafted += 1
        if drafted:
            path.write_text(str(traditional), encoding="utf-8")
        done += drafted
    return done


def main(arguments: Iterable[str]) -> int:
    """The command; 1 when a check fails, 2 for an unknown argument."""
    match list(arguments):
        case []:
            compile_all()
        case ["--check", *apps]:
            found = list(problems(apps))
            print("\n".join(found) or "Every catalogue is complete.")
            return int(bool(found))
        case ["--update", *apps]:
            print(f"{update(apps)} sentences added or dropped.")
        case ["--draft-hant", *apps]:
            print(f"{draft_traditional(apps)} sentences drafted.")
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def _folders(wanted: Iterable[Path], apps: Sequence[str]) -> list[Path]:
    """The locale folders that are asked for."""
    if apps:
        return [_folder(PACKAGE / app / "anything") for app in apps]
    return sorted({*wanted, *(path.parents[2] for path in catalogues())})


def _sources() -> Iterator[Path]:
    # plain text files of templates (mails, messages) hold sentences too
    for pattern in ("**/*.py", "**/templates/**/*.html", "**/templates/**/*.txt"):
        for path in sorted(PACKAGE.glob(pattern)):
            if "migrations" not in path.parts and path.name != "patterns.html":
                yield path


def _as_python(template: str, path: Path) -> str:
    """A template with everything but its sentences blanked out, as Django's own extraction does."""
    from django.conf import settings
    from django.utils.translation import templatize

    if not settings.configured:
        settings.configure()
    # what is left is no Python: without indentation at least its tokens can be told apart
    lines = templatize(template, origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines)


def _folder(path: Path) -> Path:
    """The locale folder nearest to a source file."""
    parts = path.relative_to(PACKAGE).parts
    app = PACKAGE / parts[0]
    if len(parts) > 1 and parts[0] not in SHARED and (app / "apps.py").exists():
        return app / "locale"
    return PACKAGE / "locale"


def _catalogue(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def _read(path: Path) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=WIDTH)


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def _entry(key: Key, sentence: Sentence) -> polib.POEntry:
    context, text = key
    entry = polib.POEntry(msgctxt=context, msgid=text)
    if sentence.plural:
        entry.msgid_plural = sentence.plural
        entry.msgstr_plural = {0: ""}
    if PLACEHOLDER.search(text) and "%(" in text:
        entry.flags.append("python-format")
    return entry


def _empty(language: str) -> polib.POFile:
    new = polib.POFile(wrapwidth=WIDTH)
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return new


def _text(entry: polib.POEntry) -> str:
    return entry.msgstr or " / ".join(entry.msgstr_plural.values())


def _borrowed(language: str) -> dict[Key, tuple[str, str]]:
    """What Django and the installed packages say, and who says it."""
    from importlib.util import find_spec

    from tandem.config.settings import INSTALLED_APPS

    found: dict[Key, tuple[str, str]] = {}
    # as Django loads them: the first application has the last word, Django itself the first
    for name in [
        "django.conf",
        *reversed([a for a in INSTALLED_APPS if not a.startswith("tandem.")]),
    ]:
        spec = find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            path = Path(folder) / "locale" / language / "LC_MESSAGES" / "django.mo"
            if path.exists():
                for entry in polib.mofile(str(path)).translated_entries():
                    found[_key(entry)] = (_text(entry), name)
    return found


def _slips(entry: polib.POEntry, language: str) -> Iterator[str]:
    """What is not Chinese as it is written here: punctuation, tone, script."""
    for text in [entry.msgstr, *entry.msgstr_plural.values()]:
        if half := HALF_WIDTH.search(text):
            yield f"half-width punctuation ({half[0]}): {text}"
        words = {word: right for word, right in UNSAID.items() if word in text}
        if language == "zh_Hans":
            words |= {mark: right for mark, right in (("「", "“"), ("」", "”")) if mark in text}
        else:
            words |= {word: right for word, right in CORRECTIONS.items() if word in text}
            both = zip(text, _traditional(text), strict=False)
            words |= {a: b for a, b in both if a not in (b, *KEPT)}
        for word, right in words.items():
            yield f"write {right} for {word}: {text}" if right else f"leave out {word}: {text}"


@cache
def _converter(conversion: str) -> Any:
    from opencc import OpenCC

    return OpenCC(conversion)


def _traditional(text: str) -> str:
    """The text with each simplified character made traditional, one for one."""
    return str(_converter("s2t").convert(text))


def _faults(entry: polib.POEntry) -> Iterator[str]:
    if not entry.translated():
        yield f"not translated: {entry.msgid}"
        return
    named = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
    for text in [entry.msgstr, *entry.msgstr_plural.values()]:
        if text and set(PLACEHOLDER.findall(text)) != named:
            yield f"other placeholders than in the source: {entry.msgid}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
