"""Who is one person among 500,000 generated rows: how well, how fast, in how much memory, beside bare Splink.

Each run is a process of its own, so that its peak is its own; both run in the same minutes, in turn.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import os
import platform
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import monotonic, process_time
from typing import Any

from bench.databases import data_folder
from guildhall.services.linkage.generating import columns, generate
from guildhall.services.linkage.scoring import score

ROWS = 500_000
FILE = Path(__file__).with_name("LINKAGE.md")
GOAL = "Aimed at: F1 0.97 in 60 seconds and 2 GB on two cores, explanations and review queue included."


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.linkage", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help="write bench/LINKAGE.md")
    parser.add_argument("--train", action="store_true", help="learn the model anew from the generated rows")
    parser.add_argument("--one", choices=("ours", "bare"), help="one run in this process, told as JSON")
    asked = parser.parse_args()
    path = told(asked.rows)
    if asked.train:
        train(path)
    elif asked.one:
        print(json.dumps(WAYS[asked.one](path)))
    else:
        lines = list(report(path, asked.rows, asked.times))
        print("\n".join(lines))
        if asked.keep:
            FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def told(rows: int) -> Path:
    """The generated rows, kept for the next run."""
    path = data_folder() / f"people-{rows}.csv"
    if not path.exists():
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns())
            writer.writerows(generate(rows))
    return path


def truth(path: Path) -> dict[int, int]:
    with path.open(encoding="utf-8", newline="") as file:
        return {int(row["key"]): int(row["person"]) for row in csv.DictReader(file)}


def ours(path: Path) -> dict[str, Any]:
    from guildhall.services.linkage.matching import linking

    began, spent = monotonic(), process_time()
    with linking.opened() as connection:
        linking.told_by_file(connection, path)
        linked = linking.link(connection, linking.Thresholds())
    figures = _measured(began, spent)
    people = truth(path)
    right = sum(people[each.left] == people[each.right] for each in linked.asked)
    found = score(people, [(each.left, each.right) for each in linked.together])
    queue = {"joined": len(linked.together), "asked": len(linked.asked), "asked_right": right}
    return {**figures, **queue, "precision": found.precision, "recall": found.recall, "f1": found.f1}


def bare(path: Path) -> dict[str, Any]:
    """Splink as its tutorial has it: its ready-made comparisons, trained on the rows, clustered at 0.95."""
    import duckdb
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    began, spent = monotonic(), process_time()
    connection = duckdb.connect(config={"threads": 2})
    connection.execute(
        "CREATE TABLE told AS SELECT key AS unique_id, lower(forename) AS first_name, lower(surname) AS surname, dob, "
        "replace(postcode, ' ', '') AS postcode, email, replace(phone, ' ', '') AS phone FROM read_csv(?, all_varchar = true)",
        [str(path)],
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode"),
            cl.EmailComparison("email"),
            cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("first_name", "dob"), block_on("surname", "dob"), block_on("postcode", "surname"),
            block_on("postcode", "first_name"), block_on("email"), block_on("phone"),
        ],
    )  # fmt: skip
    linker = Linker(DuckDBAPI(connection=connection).register("told", table_name="everybody"), settings)
    certain = [block_on("first_name", "surname", "dob"), block_on("email", "first_name")]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for columns_ in (("first_name", "surname"), ("dob",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns_), max_pairs=5e6)
    trained = monotonic() - began
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=0.95
    )
    rows = connection.execute(
        f"SELECT CAST(unique_id AS BIGINT), cluster_id FROM {clusters.physical_name}"  # noqa: S608  Splink's own name
    ).fetchall()
    figures = _measured(began, spent)
    found = score(truth(path), [(int(cluster), row) for row, cluster in rows if int(cluster) != row])
    return {
        **figures,
        "training": trained,
        "precision": found.precision,
        "recall": found.recall,
        "f1": found.f1,
    }


WAYS = {"ours": ours, "bare": bare}


def _measured(began: float, spent: float) -> dict[str, Any]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": monotonic() - began, "cpu": process_time() - spent, "megabytes": peak}


def train(path: Path) -> None:
    from guildhall.services.linkage.matching import linking, model, preparing

    with linking.opened() as connection:
        linking.told_by_file(connection, path)
        preparing.prepare(connection)
        learned = model.train(connection)
    model.TRAINED.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


def report(path: Path, rows: int, times: int) -> Any:
    busy, found = os.getloadavg()[0], {"ours": [], "bare": []}
    for _ in range(times):
        for way, runs in found.items():
            runs.append(_in_a_process(way, rows))
            print(way, runs[-1], file=sys.stderr, flush=True)
    yield from _head(rows, times, busy)
    yield "| | precision | recall | F1 | seconds (best to worst) | CPU seconds | peak MB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for way, name in (
        ("ours", "Guildhall, explained, with a review queue"),
        ("bare", "bare Splink, trained and clustered"),
    ):
        yield _row(name, found[way])
    one, other = found["ours"][0], found["bare"][0]
    yield ""
    yield (
        f"Guildhall joined {one['joined']:,} pairs and asks a person about {one['asked']:,}, of which "
        f"{one['asked_right'] / max(1, one['asked']):.0%} are one person. Its model comes trained; of bare Splink's time "
        f"{other['training']:.0f} seconds are training."
    )
    yield ""
    yield GOAL


def _head(rows: int, times: int, busy: float) -> Any:
    yield "# Linking: what was measured"
    yield ""
    yield f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {rows:,} generated rows, {times} runs of each in turn, {os.cpu_count()} cores, "  # noqa: TID251  when it was measured
    yield f"Python {platform.python_version()}. Before it began {busy:.1f} processes wanted the cores: " + (
        "the machine was quiet."
        if busy < 0.5
        else "**it was busy with other work**, so the CPU seconds tell more."
    )
    yield "Generated people are kinder than real ones. `python -m bench.linkage --keep` measures again."
    yield ""


def _row(name: str, runs: list[dict[str, Any]]) -> str:
    seconds = sorted(each["seconds"] for each in runs)
    one = runs[0]
    return (
        f"| {name} | {one['precision']:.4f} | {one['recall']:.4f} | **{one['f1']:.4f}** | {seconds[0]:.1f} to {seconds[-1]:.1f} | "
        f"{median(each['cpu'] for each in runs):.1f} | {max(each['megabytes'] for each in runs):,.0f} |"
    )


def _in_a_process(way: str, rows: int) -> dict[str, Any]:
    asked = [sys.executable, "-m", "bench.linkage", "--one", way, "--rows", str(rows)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    told_: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told_


if __name__ == "__main__":
    sys.exit(main())
