"""Compiled SQL kept between runs of the command, so that only a new policy waits for the compiler.

The compiler takes more than a second to import and run, an evaluation of a district a tenth of that.
What is kept is named by the policy's hash and by the compiler's own sources, so it can never be stale;
it may be deleted at any time, and where it cannot be written the command simply compiles again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import tandem.policy
from tandem.policy.compiled import ENGINE_VERSION, CompiledPolicy, Compiler, Dialect
from tandem.policy.model import Policy

VARIABLE = "TANDEM_CACHE"
"""Environment variable that names the folder; empty turns keeping off."""

_SOURCES = ("schema.py", "model.py", "compiled.py", "compile")


def store_folder() -> Path | None:
    """Where compiled SQL is kept: ``TANDEM_CACHE``, else the user's cache folder."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "tandem"


def kept_compiler() -> Compiler:
    """A compiler that first looks for what it gave before."""

    def compile_or_fetch(policy: Policy, dialect: Dialect) -> CompiledPolicy:
        folder = store_folder()
        if folder is None:
            return _compile(policy, dialect)
        path = folder / f"{policy.hash[:32]}-{compiler_digest()[:16]}-{dialect}.sql"
        with suppress(OSError, UnicodeDecodeError):
            text = path.read_text(encoding="utf-8")
            digest, _, sql = text.partition("\n")
            if digest == _digest(sql):
                return CompiledPolicy(policy.hash, ENGINE_VERSION, dialect, False, sql)
        compiled = _compile(policy, dialect)
        with suppress(OSError):
            _keep(path, compiled.sql)
        return compiled

    return compile_or_fetch


def compiler_digest() -> str:
    """A hash of everything that the SQL depends on besides the policy."""
    digest = hashlib.sha256()
    folder = Path(tandem.policy.__file__).parent
    for name in _SOURCES:
        place = folder / name
        for source in sorted(place.glob("*.py")) if place.is_dir() else [place]:
            digest.update(source.name.encode() + source.read_bytes())
    from importlib.metadata import version

    digest.update(f"{version('ibis-framework')} {version('sqlglot')}".encode())
    return digest.hexdigest()


def _digest(sql: str) -> str:
    return hashlib.sha256(sql.encode()).hexdigest()


def _keep(path: Path, sql: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".sql")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(f"{_digest(sql)}\n{sql}")
    os.replace(name, path)


def _compile(policy: Policy, dialect: Dialect) -> CompiledPolicy:
    from tandem.policy.compile import compile_policy

    return compile_policy(policy, dialect)
