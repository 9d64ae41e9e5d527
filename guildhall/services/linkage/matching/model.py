"""The model: what of two rows is compared, at which levels, and which pairs are compared at all.

Forename, surname, birth date, location, telephone and e-mail each give or take weight, in bits: one more doubles
the odds. Postcode, address and number in the national list are one comparison, the location: three would count
one household's address three times, and join its members. The levels are in DuckDB's words; three functions
are called otherwise in Spark.
"""

from __future__ import annotations

import json
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

VERSION = "uk-people-1"
TRAINED = Path(__file__).parent / f"{VERSION}.json"

ELSE = "ELSE"
# Each level: what it is called, and when it holds; the first that holds is the one. The third says by which
# column's frequency an agreement is weighed: to share Smith says less than to share Blenkinsop.
COMPARISONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "forename": (
        ("not said", "forename_l IS NULL OR forename_r IS NULL"),
        ("an initial", "initial_l = initial_r AND (length(forename_l) = 1 OR length(forename_r) = 1)"),
        ("the same", "forename_l = forename_r", "forename"),
        (
            "familiar",
            "list_has_any(forename_groups_l, forename_groups_r) OR substr(forename_l, 1, length(forename_stem_r)) = forename_stem_r OR substr(forename_r, 1, length(forename_stem_l)) = forename_stem_l",
        ),
        (
            "nearly the same",
            "jaro_winkler_similarity(forename_l, forename_r) >= 0.9 OR forename_sound_l = forename_sound_r",
        ),
        ("goes by the middle name", "forename_l = middle_r OR forename_r = middle_l"),
        ("another", ELSE),
    ),
    "surname": (
        ("not said", "surname_l IS NULL OR surname_r IS NULL"),
        ("the same", "surname_l = surname_r", "surname"),
        (
            "nearly the same",
            "jaro_winkler_similarity(surname_l, surname_r) >= 0.92 OR surname_sound_l = surname_sound_r",
        ),
        ("part of a double name", "list_has_any(surname_parts_l, surname_parts_r)"),
        ("another, and a woman’s", "sex_l = 'f' AND sex_r = 'f'"),
        ("another", ELSE),
    ),
    "date of birth": (
        ("not said", "dob_l IS NULL OR dob_r IS NULL"),
        ("the same", "dob_l = dob_r"),
        (
            "day and month the other way round",
            "year(dob_l) = year(dob_r) AND month(dob_l) = day(dob_r) AND day(dob_l) = month(dob_r)",
        ),
        (
            "a slip away",
            "damerau_levenshtein(dob_digits_l, dob_digits_r) <= 1 OR (year(dob_l) = year(dob_r) AND (substr(dob_digits_l, 5, 4) = '0101' OR substr(dob_digits_r, 5, 4) = '0101'))",
        ),
        ("two slips away", "damerau_levenshtein(dob_digits_l, dob_digits_r) <= 2"),
        ("another", ELSE),
    ),
    "location": (
        (
            "not said",
            "(uprn_l IS NULL OR uprn_r IS NULL) AND (postcode_l IS NULL OR postcode_r IS NULL) AND (street_l IS NULL OR street_r IS NULL)",
        ),
        (
            "the same address",
            "uprn_l = uprn_r OR place_l = place_r OR (house_l = house_r AND street_l = street_r AND (postcode_l IS NULL OR postcode_r IS NULL OR damerau_levenshtein(postcode_l, postcode_r) <= 1))",
        ),
        ("the same postcode", "postcode_l = postcode_r"),
        ("the same district", "district_l = district_r"),
        ("another", ELSE),
    ),
    "telephone": (
        ("not said", "phone_l IS NULL OR phone_r IS NULL"),
        ("the same", "phone_l = phone_r", "phone"),
        ("another", ELSE),
    ),
    "e-mail": (
        ("not said", "email_l IS NULL OR email_r IS NULL"),
        ("the same", "email_l = email_r", "email"),
        ("another", ELSE),
    ),
}

# Pairs that agree in none of these are never compared: there would be 125,000,000,000 of them.
BLOCKS = (
    ("forename_full", "dob"),
    ("surname_sound", "dob"),
    ("uprn", "forename_full"),
    ("place", "forename_full"),
    ("uprn", "initial", "surname_sound"),
    ("postcode", "surname_sound", "initial"),
    ("postcode", "dob"),
    ("email",),
    ("phone",),
    ("surname", "house", "street", "initial"),
)
# Each hides what it agrees in from training, so two of them are needed to see everything.
TRAINING = (("forename_full", "dob"), ("place", "forename_full"), ("surname_sound", "dob"))


def column(comparison: str) -> str:
    """What a comparison is called in a table."""
    return comparison.replace(" ", "_").replace("-", "")


def weighed_by_frequency() -> list[str]:
    """The comparisons where a rare value that agrees says more than a common one."""
    return [name for name, levels in COMPARISONS.items() if any(len(level) > 2 for level in levels)]


def bits(comparison: str) -> dict[float, str]:
    """The levels of a comparison by what each gives, in bits to two places; they are all different."""
    learned = trained()["levels"][comparison]
    return {round(log2(m / u), 2): label for label, (m, u) in learned.items()}


# What Spark calls the functions that DuckDB has; the last two come with Splink's own jar.
IN_SPARK = {
    "list_has_any": "arrays_overlap",
    "jaro_winkler_similarity": "jaro_winkler",
    "damerau_levenshtein": "damerau_levenshtein",
}


def settings(trained: dict[str, Any] | None = None, *, spark: bool = False) -> Any:
    """Splink's settings; with the numbers of a trained model where one is given, in Spark's words where it is to
    run there.
    """
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(name, trained, spark) for name in COMPARISONS],
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in BLOCKS],
        probability_two_random_records_match=(trained or {}).get("prior", 0.0001),
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=False,
        additional_columns_to_retain=["source"],
    )


def _comparison(name: str, trained: dict[str, Any] | None, spark: bool) -> Any:
    from splink.comparison_library import CustomComparison

    numbers = (trained or {}).get("levels", {}).get(name, {})
    levels = [_level(*level, numbers=numbers.get(level[0]), spark=spark) for level in COMPARISONS[name]]
    return CustomComparison(levels, output_column_name=column(name), comparison_description=name)


def _level(
    label: str, condition: str, frequency: str = "", *, numbers: Any = None, spark: bool = False
) -> Any:
    from splink.comparison_level_library import CustomLevel, ElseLevel

    for ours, theirs in IN_SPARK.items() if spark else ():
        condition = condition.replace(ours, theirs)
    level = ElseLevel() if condition == ELSE else CustomLevel(condition, label)
    given: dict[str, Any] = {"label_for_charts": label, "is_null_level": label == "not said"}
    if frequency:
        given |= {"tf_adjustment_column": frequency, "tf_minimum_u_value": 0.00001}
    if numbers:
        given |= {
            "m_probability": numbers[0],
            "u_probability": numbers[1],
            "fix_m_probability": True,
            "fix_u_probability": True,
        }
    return level.configure(**given)


def train(connection: Any, *, seed: int = 1, pairs: float = 5e6) -> dict[str, Any]:
    """Learns the numbers from the table `people` itself, without being told who is who (EM); same seed, same model."""
    from splink import DuckDBAPI, Linker, block_on

    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("people", table_name="training"), settings())
    certain: list[Any] = [block_on("forename", "surname", "dob"), block_on("email", "forename")]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=pairs, seed=seed)
    for columns in TRAINING:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*columns), max_pairs=pairs
        )
    return _learned(linker)


def _learned(linker: Any) -> dict[str, Any]:
    found = linker.misc.save_model_to_json()
    called = {column(name): name for name in COMPARISONS}
    levels = {
        called[each["output_column_name"]]: {
            level["label_for_charts"]: [
                round(level.get("m_probability", 0.0), 9),
                round(level.get("u_probability", 0.0), 12),
            ]
            for level in each["comparison_levels"]
            if not level.get("is_null_level")
        }
        for each in found["comparisons"]
    }
    return {"version": VERSION, "prior": found["probability_two_random_records_match"], "levels": levels}


@cache
def trained() -> dict[str, Any]:
    """The numbers that come with this version."""
    model: dict[str, Any] = json.loads(TRAINED.read_text(encoding="utf-8"))
    return model
