"""Pinning a policy to a round, and the SQL that goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.db import connection, transaction

from tandem.accounts.actors import Actor
from tandem.accounts.permissions import check
from tandem.audit.actions import record_event
from tandem.calendar import now
from tandem.compliance.models import CompiledSql, PinnedPolicy, PolicyVersion, Standing
from tandem.lib.titles import Language
from tandem.pairings.models import Collaboration, Round
from tandem.policy.clauses import Clause, parse_clauses
from tandem.policy.compiled import ENGINE_VERSION, Dialect
from tandem.policy.load import parse_policy
from tandem.policy.model import Policy


def district_folder() -> Path:
    """Where the policy that comes with the product lies."""
    inside = Path(str(files("tandem"))) / "policies" / "district"
    return (
        inside if inside.is_dir() else Path(str(files("tandem"))).parent / "policies" / "district"
    )


def district_texts() -> tuple[str, str]:
    """The text of the product's own policy and of its clauses."""
    folder = district_folder()
    return (
        (folder / "policy.toml").read_text(encoding="utf-8"),
        (folder / "clauses.toml").read_text(encoding="utf-8"),
    )


def add_policy(*, by: Actor, text: str, clauses: str = "") -> PolicyVersion:
    """Keep a policy's text and its compiled SQL; the same text again is the same version.

    Raises :class:`tandem.policy.problems.PolicyError` with every mistake of the text.
    """
    check(by, "compliance.pin_policy")
    policy = parse_policy(text)
    with transaction.atomic():
        version, created = PolicyVersion.objects.get_or_create(
            hash=policy.hash,
            defaults={
                "title": policy.title.get("zh-Hans"),
                "text": text,
                "clauses": clauses,
                "engine_version": ENGINE_VERSION,
                "added_at": now(),
            },
        )
        for scoped in (False, True):
            compiled_sql(policy.hash, _dialect(), scoped=scoped)
        if created:
            record_event(
                by=by,
                verb="compliance.pin_policy",
                object_type="policy",
                object_id=policy.hash,
                after={"title": version.title, "engine": ENGINE_VERSION},
            )
    return version


def pin_policy(*, by: Actor, round_: Round, version: PolicyVersion) -> PinnedPolicy:
    """Judge a round by a policy version from now on; all its findings are computed anew."""
    check(by, "compliance.pin_policy", round_.bureaus)
    with transaction.atomic():
        before = PinnedPolicy.objects.filter(round=round_).first()
        pinned, _ = PinnedPolicy.objects.update_or_create(
            round=round_, defaults={"policy": version, "pinned_at": now()}
        )
        # a write that evaluates by the policy before and ends later names that one in its standing
        Standing.objects.filter(collaboration__round=round_).update(stale=True)
        record_event(
            by=by,
            verb="compliance.pin_policy",
            object_type="round",
            object_id=round_.pk,
            before={"policy": before.policy_id} if before else {},
            after={"policy": version.hash},
        )
    return pinned


def _dialect() -> Dialect:
    return "postgres" if connection.vendor == "postgresql" else "sqlite"


def compiled_sql(policy_hash: str, dialect: Dialect, *, scoped: bool) -> str:
    """The stored SQL of a policy version; compiled (0.5 s and more) and stored where it is not yet."""
    kept = CompiledSql.objects.filter(
        policy_id=policy_hash, dialect=dialect, scoped=scoped, engine_version=ENGINE_VERSION
    ).first()
    if kept is None:
        kept, _ = CompiledSql.objects.get_or_create(
            policy_id=policy_hash,
            dialect=dialect,
            scoped=scoped,
            engine_version=ENGINE_VERSION,
            defaults={"sql": _compiled(policy_hash, dialect, scoped)},
        )
    return kept.sql


@cache
def _compiled(policy_hash: str, dialect: Dialect, scoped: bool) -> str:
    """Compiled once in a process, whatever becomes of the transaction that asked for it."""
    # the compiler takes half a second to import: a web worker never needs it
    from tandem.policy.compile import compile_policy

    return compile_policy(policy_of(policy_hash), dialect, scoped=scoped).sql


@cache
def policy_of(policy_hash: str) -> Policy:
    """A stored policy version as values; kept in the process, as it never changes."""
    return parse_policy(PolicyVersion.objects.get(pk=policy_hash).text)


@cache
def clauses_of(policy_hash: str) -> Mapping[str, Clause]:
    """The clauses in plain words that were stored with a policy version."""
    text = PolicyVersion.objects.get(pk=policy_hash).clauses
    return parse_clauses(text) if text else {}


def pinned_policy(round_id: str) -> Policy | None:
    """The policy of a round; ``None`` if none is pinned yet."""
    found = PinnedPolicy.objects.filter(round_id=round_id).values_list("policy_id", flat=True)
    hash_ = found.first()
    return policy_of(hash_) if hash_ else None


def policy_of_pair(collaboration: Collaboration) -> Policy | None:
    """The policy of a collaboration's round; no query where the collaboration came with it."""
    pinned = getattr(collaboration.round, "pinned_policy", None)
    return policy_of(pinned.policy_id) if pinned is not None else None


def product_language(code: str) -> Language:
    """The product's name of a page's language (``zh-hans`` is ``zh-Hans``)."""
    names: dict[str, Language] = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
    return names.get(code.lower(), "en")
