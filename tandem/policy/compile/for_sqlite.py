"""What SQLite needs done to the SQL that Ibis writes for it."""

from __future__ import annotations

import sqlglot
import sqlglot.expressions as exp


def for_sqlite(sql: str) -> str:
    """The same query in a form that a bare SQLite takes.

    Ibis writes a remainder as ``MOD()``, which SQLite has only where it was built with mathematics;
    reading and writing the text again gives ``%``. And it wraps each part of a long ``UNION ALL`` in
    two more levels of ``SELECT *``, until with some forty rules SQLite's parser runs out of stack:
    those levels are taken away.
    """
    tree = sqlglot.parse_one(sql, read="sqlite")
    for union in list(tree.find_all(exp.Union)):
        if union.args.get("distinct"):
            continue
        for side in ("this", "expression"):
            part = union.args[side]
            inner = _unwrapped(part)
            if inner is not part:
                union.set(side, inner)
    return str(tree.sql("sqlite", pretty=True))


def _unwrapped(query: exp.Expression) -> exp.Expression:
    """``SELECT * FROM (query) AS t`` without its wrapping, however often it is wrapped."""
    while isinstance(query, exp.Select) and _is_wrapping(query):
        query = _source(query).this
    return query


def _source(query: exp.Select) -> exp.Expression:
    source: exp.Expression = (query.args.get("from_") or query.args["from"]).this
    return source


def _is_wrapping(query: exp.Select) -> bool:
    plain = {"expressions", "from", "from_", "kind"}
    if any(value for name, value in query.args.items() if name not in plain and value):
        return False
    if not (query.args.get("from_") or query.args.get("from")):
        return False
    everything = len(query.expressions) == 1 and isinstance(query.expressions[0], exp.Star)
    return everything and isinstance(_source(query), exp.Subquery)
