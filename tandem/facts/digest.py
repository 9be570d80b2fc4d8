"""A fingerprint of facts that does not depend on the file format, the order of rows or the language."""

from __future__ import annotations

import hashlib

import duckdb

from tandem.policy.schema import CONTRACT_VERSION, TABLES, Column

# Cells hold no control characters below 0x20 but tab and line ends (the reading refuses them), so these
# two can mark the end of a cell and a cell without data.
_BETWEEN, _NO_DATA = "chr(31)", "chr(30)"


def _text(column: Column) -> str:
    return f'coalesce(CAST("{column.name}" AS VARCHAR), {_NO_DATA})'


def facts_digest(connection: duckdb.DuckDBPyConnection) -> str:
    """SHA-256 (hex) over every table of schema ``facts``.

    Each row's text is hashed to 128 bits (MD5) and the hashes are added up, which no order changes and
    no repeated row escapes; SHA-256 goes over the sums. It recognises facts, it signs nothing.
    """
    whole = hashlib.sha256(f"facts {CONTRACT_VERSION}".encode())
    filled = ", ".join(f'EXISTS (FROM facts."{table.name}")' for table in TABLES)
    any_rows = connection.execute(f"SELECT {filled}").fetchone() or ()
    for table, has_rows in zip(TABLES, any_rows, strict=True):
        if not has_rows:
            whole.update(f"\n{table.name} {(0, 0, 0)}".encode())
            continue
        row = f"concat_ws({_BETWEEN}, {', '.join(_text(c) for c in table.columns)})"
        found = connection.execute(
            "SELECT count(*), coalesce(sum(md5_number_lower(r)), 0), "
            f'coalesce(sum(md5_number_upper(r)), 0) FROM (SELECT {row} AS r FROM facts."{table.name}")'
        ).fetchone()
        whole.update(f"\n{table.name} {found}".encode())
    return whole.hexdigest()
