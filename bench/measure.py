"""``make bench``: every contestant on the same facts, side by side.

Each run is a process of its own, from start-up to the findings' file: wall seconds, processor seconds
(user and system: steadier when the machine is shared) and peak memory, as the kernel counts
them. (A child's peak starts at its parent's size, so this process stays thin: it runs the generator
and the comparison as children too.) Small sizes are run three times and the fastest counts. Every
contestant's findings are compared with the fused SQL's; a difference makes the exit code 1.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.contestant import AS_OF

ROOT = Path(__file__).resolve().parent.parent

# Module of the bench -> what the table calls it. The first is what the others are compared with.
CONTESTANTS = {
    "fused_sql": "fused SQL by hand",
    "engine": "tandem engine",
    "query_per_rule": "one query a rule",
    "pandas_script": "pandas script",
}
REFERENCE = "fused_sql"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run: wall and processor seconds, peak memory in megabytes, the child's own step times."""

    seconds: float
    processor: float
    megabytes: float
    steps: str


def measure(module: str, facts: Path, out: Path, threads: int) -> Measurement:
    """Run one contestant in a fresh process; raises ``CalledProcessError`` if it fails."""
    command = [sys.executable, "-m", f"bench.{module}", str(facts)]
    command += ["--as-of", AS_OF.isoformat(), "--out", str(out), "--threads", str(threads)]
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, stdout=said)
        # wait4 gives the usage of this one child; its peak memory is in KiB on Linux.
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command)
        said.seek(0)
        steps = said.read().decode().strip()
    return Measurement(
        seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6, steps
    )


def run_module(module: str, *arguments: str) -> int:
    """Run another module of the bench; its exit code."""
    return subprocess.run(
        [sys.executable, "-m", f"bench.{module}", *arguments], cwd=ROOT
    ).returncode


def contestants() -> list[str]:
    """The modules that are there, the reference first."""
    return [name for name in CONTESTANTS if importlib.util.find_spec(f"bench.{name}")]


def table(sizes: list[int], results: dict[tuple[str, int], Measurement]) -> list[str]:
    """One line a contestant: each size's figures, ratio to the reference, growth between sizes."""
    head = f"{'':20}"
    for size in sizes:
        head += f" | {f'{size:,} collaborations':>43}"
    under = f"{'':20}" + f" | {'seconds':>9}{'x fused':>9}{'cpu s':>9}{'peak MB':>9}{'':7}" * len(
        sizes
    )
    lines = [head, under + (" | growth: seconds, memory" if len(sizes) > 1 else "")]
    for name in dict.fromkeys(module for module, _ in results):
        line = f"{CONTESTANTS[name]:20}"
        for size in sizes:
            run, reference = results[name, size], results[REFERENCE, size]
            ratio = run.seconds / reference.seconds
            line += (
                f" | {run.seconds:9.2f}{ratio:9.2f}{run.processor:9.2f}{run.megabytes:9.0f}{'':7}"
            )
        if len(sizes) > 1:
            small, large = results[name, sizes[0]], results[name, sizes[-1]]
            line += f" | {large.seconds / small.seconds:.1f} x"
            line += f", {large.megabytes / small.megabytes:.1f} x"
        lines.append(line)
    return lines


def prepare(folder: Path, size: int) -> Path:
    """The facts of one size: made if they are not there yet, from the current generator."""
    facts = folder / str(size)
    done = facts / "generated"
    source = (Path(__file__).with_name("generate.py")).read_text(encoding="utf-8")
    if not done.exists() or done.read_text(encoding="utf-8") != source:
        begin = time.perf_counter()
        if run_module("generate", str(facts), "--collaborations", str(size)):
            raise SystemExit("the facts could not be generated")
        done.write_text(source, encoding="utf-8")
        print(
            f"{size:,} collaborations generated in {time.perf_counter() - begin:.1f} s", flush=True
        )
    return facts


def main() -> int:
    """Command line: see the module's first lines."""
    parser = argparse.ArgumentParser(description="Measure the bench's contestants side by side.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[2000, 20000])
    parser.add_argument("--data", type=Path, help="folder to keep the facts in")
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, help="besides the fused SQL")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3, help="runs of a size up to 5,000")
    parser.add_argument("--repeats-large", type=int, default=1, help="runs of a larger size")
    parser.add_argument("--steps", action="store_true", help="show the seconds of every step")
    options = parser.parse_args()
    folder = options.data or Path(tempfile.gettempdir()) / "tandem-bench"
    names = [
        name
        for name in contestants()
        if name == REFERENCE or options.only is None or name in options.only
    ]
    sizes = sorted(set(options.sizes))
    results: dict[tuple[str, int], Measurement] = {}
    differing = 0
    for size in sizes:
        facts = prepare(folder, size)
        runs: dict[str, list[Measurement]] = {name: [] for name in names}
        # Turn by turn, so that whatever else the machine does falls on all alike.
        for _ in range(options.repeats if size <= 5000 else options.repeats_large):
            for name in names:
                out = folder / f"{name}-{size}.parquet"
                runs[name].append(measure(name, facts, out, options.threads))
        for name in names:
            best = min(runs[name], key=lambda one: one.seconds)
            results[name, size] = best
            print(f"{size:,}: {CONTESTANTS[name]} {best.seconds:.2f} s", flush=True)
            if options.steps:
                print(f"  {best.steps}", flush=True)
            if name != REFERENCE:
                reference = str(folder / f"{REFERENCE}-{size}.parquet")
                differing |= run_module(
                    "compare", reference, str(folder / f"{name}-{size}.parquet")
                )
    print("", *table(sizes, results), "", sep="\n")
    compared = "not the same findings" if differing else "the same findings"
    print(f"As of {AS_OF}, {options.threads} threads; all contestants: {compared}.")
    busy = os.getloadavg()[2]
    if busy > options.threads:
        print(f"The machine was busy (load {busy:.1f}): trust the processor seconds only.")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
