"""What SQLite needs done to the SQL that Ibis writes for it."""

from __future__ import annotations

import sqlglot
import sqlglot.expressions as exp

DEEPEST = 9
"""So many queries may stand in one another before the next is named: SQLite's parser takes a dozen."""


def for_sqlite(sql: str) -> str:
    """The same query in a form that a bare SQLite takes.

    Ibis writes a remainder as ``MOD()``, which SQLite has only where it was built with mathematics;
    reading and writing the text again gives ``%``. And it wraps each part of a long ``UNION ALL`` in
    two more levels of ``SELECT *``, until with some forty rules SQLite's parser runs out of stack:
    those levels are taken away. For the same reason queries nested deeper than :data:`DEEPEST` are
    named in the ``WITH`` clause instead; SQLite plans one that is named and used once as if it stood
    in its place.
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
    _name_deep_queries(tree)
    return str(tree.sql("sqlite", pretty=True))


def _name_deep_queries(tree: exp.Expr) -> None:
    """Move every query that is nested too deep into the ``WITH`` clause, before whatever reads it."""
    clause = tree.args.get("with_") or tree.args.get("with")
    named: list[exp.CTE] = list(clause.expressions) if clause else []
    bodies: list[exp.Expr] = [*named, tree]
    result: list[exp.CTE] = []
    count = 0
    for body in bodies:
        deep = [query for query in body.find_all(exp.Subquery) if _is_deep(query, body)]
        # the innermost first, as each may be read by those around it
        for query in reversed(deep):
            name = f"deep_{count}"
            count += 1
            query.replace(exp.alias_(exp.to_table(name), query.alias, table=True, quoted=True))
            result.append(
                exp.CTE(this=query.this, alias=exp.TableAlias(this=exp.to_identifier(name)))
            )
        if isinstance(body, exp.CTE):
            result.append(body)
    if count:
        tree.set("with_", exp.With(expressions=result))


def _is_deep(query: exp.Subquery, body: exp.Expr) -> bool:
    """Whether it stands in a FROM or JOIN at a depth of ``body`` that is a multiple of the limit."""
    if not isinstance(query.parent, exp.From | exp.Join) or not query.alias:
        return False
    depth = 0
    around: exp.Expr | None = query.parent
    while around is not None and around is not body:
        if isinstance(around, exp.CTE):
            return False  # of another named query, which is looked at by itself
        depth += isinstance(around, exp.Subquery)
        around = around.parent
    return depth > 0 and depth % DEEPEST == 0


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
