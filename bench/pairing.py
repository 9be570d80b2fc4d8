"""``make bench``, pairing: beside dense costs and SciPy's assignment with a column for every place.

A contestant is a process of its own; it makes the same invented schools first (not counted). For a
district (60 x 120) and a city (600 x 1,200) the product builds all costs, solves and works out the
reasons of every pair (what its terms add, what its next best would cost, exactly); the other builds the
same costs and solves. For a province (6,000 x 12,000) the product proves its arrangement best over all
72 million pairs; the other is given the full problem.

Small sizes take the best of several runs in one process: milliseconds are lost in starting up.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from tandem.matching.alternatives import LeadGraph
from tandem.matching.model import Fairness, Rules, School, Weights
from tandem.matching.proposing import Setting, best_placement, prepare

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"district": (60, 120), "city": (600, 1200), "province": (6000, 12000)}
REPEATS = {"district": 200, "city": 10, "province": 1}
SUBJECTS = ("chinese", "maths", "english", "science", "pe", "music", "art")
FAIRNESS: tuple[Fairness, ...] = ("least_total", "worst_off")


def invented(leads: int, partners: int) -> tuple[list[School], list[School]]:
    """Leads in towns, partners around them, from a fixed seed; the area grows with their number."""
    made = random.Random(20260301)
    side = (leads / 600) ** 0.5 * 1.2
    towns = [
        (29 + made.uniform(0, side), 113 + made.uniform(0, side))
        for _ in range(max(3, leads // 20))
    ]

    def place(spread: float) -> tuple[float, float]:
        latitude, longitude = made.choice(towns)
        return latitude + made.gauss(0, spread), longitude + made.gauss(0, spread)

    first, second = [], []
    for n in range(leads):
        latitude, longitude = place(0.05)
        first.append(
            School(
                f"L{n:05}",
                f"Lead {n}",
                "primary",
                latitude,
                longitude,
                pupils=made.randint(600, 2400),
                figures={2024: made.gauss(82, 6), 2025: made.gauss(82, 6)},
                strengths=tuple(made.sample(SUBJECTS, 3)),
                mentors=made.randint(3, 9),
            )
        )
    for n in range(partners):
        latitude, longitude = place(0.18)
        asked = made.random() < 0.3
        second.append(
            School(
                f"P{n:05}",
                f"Partner {n}",
                "primary",
                latitude,
                longitude,
                pupils=made.randint(30, 500),
                figures={2024: made.gauss(70, 6), 2025: made.gauss(70, 6)},
                needs=tuple(made.sample(SUBJECTS, 2)),
                earlier=(f"L{made.randrange(leads):05}",) if asked else (),
                wishes=(f"L{made.randrange(leads):05}", f"L{made.randrange(leads):05}"),
            )
        )
    return first, second


def best_of(repeats: int, work: Callable[[], int]) -> tuple[float, int]:
    """Seconds of the quickest run, and what it answered."""
    quickest, answer = float("inf"), 0
    for _ in range(repeats):
        begin = time.perf_counter()
        answer = work()
        quickest = min(quickest, time.perf_counter() - begin)
    return quickest, answer


def ours(size: str, fairness: Fairness) -> Callable[[], int]:
    """Costs, arrangement and (but for a province) reasons; the answer is the total."""
    leads, partners = invented(*SIZES[size])
    rules, weights = Rules(), Weights()

    def work() -> int:
        setting = prepare(leads, partners, rules, weights, fairness)
        found = best_placement(setting)
        rows, column = np.arange(len(partners)), found.column
        if (column < 0).any():
            raise ArithmeticError("not every partner was placed")
        if size != "province":
            for term in setting.model.terms:
                term.at(rows, column)
            LeadGraph(found).regrets()
        return total(setting, column)

    return work


def theirs(size: str) -> Callable[[], int]:
    """The same costs, and SciPy with every place a column of its own."""
    leads, partners = invented(*SIZES[size])
    rules, weights = Rules(), Weights()

    def work() -> int:
        setting = prepare(leads, partners, rules, weights, "least_total")
        slots = np.repeat(np.arange(len(leads)), setting.places)
        _, chosen = linear_sum_assignment(setting.costs[:, slots])
        return total(setting, slots[chosen])

    return work


def total(setting: Setting, column: np.ndarray) -> int:
    """The sum of all pairs' costs."""
    return int(setting.costs[np.arange(len(column)), column].sum())


def run(contestant: str, size: str) -> dict[str, float]:
    """One contestant in a fresh process: seconds, total, peak megabytes."""
    command = [sys.executable, "-m", "bench.pairing", "--only", contestant, "--size", size]
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, cwd=ROOT, stdout=said)
        # wait4 gives the usage of this one child; its peak memory is in KiB on Linux.
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command)
        said.seek(0)
        answer = said.read()
    found: dict[str, float] = json.loads(answer)
    return {**found, "megabytes": usage.ru_maxrss * 1024 / 1e6}


def main() -> int:
    """Measure and print; 1 if totals differ or a target is missed."""
    parser = argparse.ArgumentParser(description="Pairings beside SciPy.")
    parser.add_argument("--only", choices=["scipy", *FAIRNESS])
    parser.add_argument("--size", choices=list(SIZES), action="append")
    options = parser.parse_args()
    sizes = options.size or list(SIZES)
    if options.only:
        size = sizes[0]
        work = theirs(size) if options.only == "scipy" else ours(size, options.only)
        seconds, answer = best_of(REPEATS[size], work)
        print(json.dumps({"seconds": seconds, "total": answer}))
        return 0
    missed = False
    print(f"{'':10}{'contestant':14}{'seconds':>10}{'x scipy':>9}{'peak MB':>9}{'total':>14}")
    for size in sizes:
        reference = run("scipy", size)
        for name in ("scipy", *FAIRNESS):
            one = reference if name == "scipy" else run(name, size)
            ratio = one["seconds"] / reference["seconds"]
            print(
                f"{size:10}{name:14}{one['seconds']:10.4f}{ratio:9.2f}{one['megabytes']:9.0f}"
                f"{one['total']:14,.0f}",
                flush=True,
            )
            missed |= name == "least_total" and one["total"] != reference["total"]
            missed |= ratio > (1.0 if size == "province" else 1.5) and name != "scipy"
            missed |= size == "province" and name != "scipy" and one["megabytes"] > 1200
    print("Targets: at most 1.5 x (district, city); faster and under 1,200 MB (province).")
    print("A target was missed, or totals differ." if missed else "All kept; totals agree.")
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
