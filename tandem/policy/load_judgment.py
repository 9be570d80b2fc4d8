"""Reading the ``[judgment]`` table of a policy file; every key has the reading's default."""

from __future__ import annotations

from decimal import Decimal

from tandem.lib.toml_reader import TableReader, nearest_first
from tandem.policy.model import Judgment, Rule
from tandem.policy.results import Band

_ZERO, _ONE, _HUNDRED = Decimal(0), Decimal(1), Decimal(100)
_BANDS: tuple[tuple[Band, Decimal], ...] = (
    ("excellent", Decimal(90)),
    ("good", Decimal(80)),
    ("pass", Decimal(60)),
)


def read_judgment(reader: TableReader, rules: tuple[Rule, ...]) -> Judgment:
    """The numbers of the bundled assessment; mistakes are noted in the reader's problems."""
    weights = reader.table("weights")
    fulfilment = weights.number("fulfilment", Decimal("0.4"), _ZERO)
    check = weights.number("check", Decimal("0.2"), _ZERO)
    progress = weights.number("progress", Decimal("0.4"), _ZERO)
    if not fulfilment + check + progress:
        reader.problem("weights", "weights-zero")
    weights.close()

    scale = reader.table("progress_score")
    at_zero = scale.number("at_zero", Decimal("0.8"), _ZERO, _ONE)
    per_z = scale.number("per_z", Decimal("0.4"), _ZERO)
    scale.close()

    limits = reader.table("bands")
    bands = tuple((band, limits.number(band, limit, _ZERO, _HUNDRED)) for band, limit in _BANDS)
    limits.close()
    if not bands[0][1] > bands[1][1] > bands[2][1]:
        reader.problem("bands", "bands-order", ", ".join(f"{b} {v}" for b, v in bands))

    formula = reader.choice("formula", ("mean", "min"), default="mean")
    award = reader.choice("award_min_band", ("excellent", "good", "pass", "fail"), default="pass")
    judgment = Judgment(
        lag_below=reader.number("lag_below", Decimal("0.6"), _ZERO, _ONE),
        progress_min=reader.number("progress_min", Decimal("-0.1")),
        progress_group_min=reader.whole("progress_group_min", default=5, minimum=1),
        weight_fulfilment=fulfilment,
        weight_check=check,
        weight_progress=progress,
        progress_at_zero=at_zero,
        progress_per_z=per_z,
        formula="min" if formula == "min" else "mean",
        alpha=reader.number("alpha", Decimal("0.5"), _ZERO, _ONE),
        bands=bands,
        award_min_band=_band(award),
        quota=reader.number("quota", Decimal("0.3"), _ZERO, _ONE),
        blocking=_read_blocking(reader, rules),
    )
    reader.close()
    return judgment


def _band(name: str) -> Band:
    bands: dict[str, Band] = {"excellent": "excellent", "good": "good", "pass": "pass"}
    return bands.get(name, "fail")


def _read_blocking(reader: TableReader, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """Rules of the round with a deadline; by default the one that is named ``plan``.

    Advice never enters a judgment (the reading, "Status"), so it bars nothing either.
    """
    usable = [
        rule.id
        for rule in rules
        if rule.per == "round" and rule.due is not None and rule.severity == "must"
    ]
    if not reader.has("blocking"):
        return tuple(rule_id for rule_id in usable if rule_id == "plan")
    # an empty list says that nothing bars an award, which `codes` would call a mistake
    named = reader.texts("blocking") if reader.values["blocking"] != [] else ()
    reader.allow("blocking")
    for rule_id in named:
        if rule_id not in usable:
            reader.problem(
                "blocking", "not-a-deadline-rule", rule_id, nearest_first(rule_id, usable)
            )
    return tuple(dict.fromkeys(named))
