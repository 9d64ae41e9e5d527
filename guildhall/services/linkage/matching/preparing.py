"""Making what systems wrote down comparable: one table in DuckDB, one row for each thing a source knows."""

from __future__ import annotations

from typing import Any

from guildhall.services.linkage.matching import names

COLUMNS = (
    "key",
    "source",
    "said_on",
    "title",
    "forename",
    "middle",
    "surname",
    "dob",
    "address",
    "postcode",
    "uprn",
    "phone",
    "email",
)

# Whatever is not letters goes, accents with it; a second forename is a middle name.
LETTERS = "regexp_replace(strip_accents(lower({})), '[^a-z]', '', 'g')"
PEOPLE = """
CREATE OR REPLACE TABLE plain AS SELECT
    key AS unique_id, source,
    {forename} AS forename, {middle} AS middle, {surname} AS surname,
    {parts} AS surname_parts,
    CASE WHEN lower(title) IN ('miss', 'mrs', 'ms', 'lady', 'dame') THEN 'f'
         WHEN lower(title) IN ('mr', 'master', 'sir', 'lord') THEN 'm' END AS sex,
    try_cast(nullif(dob, '') AS DATE) AS dob,
    nullif(uprn, '') AS uprn,
    nullif(upper(regexp_replace(postcode, '[^A-Za-z0-9]', '', 'g')), '') AS postcode,
    nullif(regexp_extract(address, '([0-9]+[A-Za-z]?)[ ,]+[A-Za-z]', 1), '') AS house,
    nullif(lower(regexp_extract(address, '[0-9]+[A-Za-z]?[ ,]+([A-Za-z]+)', 1)), '') AS street,
    nullif(regexp_replace(regexp_replace(phone, '[^0-9]', '', 'g'), '^(0044|44)', '0'), '') AS phone,
    nullif(lower(trim(email)), '') AS email,
    strftime(try_cast(nullif(said_on, '') AS DATE)
        - CASE WHEN lower(title) IN ('mr', 'mrs') THEN INTERVAL 16 YEAR ELSE INTERVAL 0 YEAR END, '%Y%m%d') AS born_by
FROM told
"""
JOINED = """
CREATE OR REPLACE TABLE people AS SELECT
    plain.* EXCLUDE (forename, middle, surname, sex),
    nullif(plain.forename, '') AS forename, nullif(plain.middle, '') AS middle, nullif(plain.surname, '') AS surname,
    plain.forename[1] AS initial, coalesce(plain.sex, f.sex) AS sex,
    f.groups AS forename_groups, f.canon AS forename_full, f.stem AS forename_stem, f.sound AS forename_sound, s.sound AS surname_sound,
    strftime(plain.dob, '%Y%m%d') AS dob_digits, plain.postcode[:-4] AS district, postcode || ' ' || house AS place
FROM plain LEFT JOIN forenames f ON f.name = plain.forename LEFT JOIN surnames s ON s.name = plain.surname
"""


def prepare(connection: Any) -> None:
    """From the table `told`, as the sources have it, the table `people`, as it is compared."""
    first = "split_part(trim(regexp_replace(forename, '\\s+', ' ', 'g')), ' ', {})"
    sql = PEOPLE.format(
        forename=LETTERS.format(first.format(1)),
        middle=LETTERS.format(f"concat_ws(' ', nullif({first.format(2)}, ''), middle)"),
        surname=LETTERS.format("surname"),
        parts="list_filter(string_split_regex(strip_accents(lower(surname)), '[^a-z'']+'), lambda x: len(x) > 2)",
    )
    connection.execute(sql)
    _names_of(connection, "forename", "forenames", _forename)
    _names_of(connection, "surname", "surnames", lambda name: (name, names.sound(name)))
    connection.execute(JOINED)
    connection.execute("DROP TABLE plain")


def _forename(name: str) -> tuple[Any, ...]:
    return (
        name,
        sorted(names.groups().get(name, ())),
        names.full(name),
        names.sound(name),
        names.stem(name) or None,
    )


def _names_of(connection: Any, column: str, table: str, known: Any) -> None:
    """What is known of each name that occurs, once for all who bear it."""
    found = connection.execute(f"SELECT DISTINCT {column} FROM plain WHERE {column} <> ''").fetchall()  # noqa: S608
    rows = [known(name) for (name,) in found]
    if column == "forename":
        connection.execute(
            "CREATE OR REPLACE TABLE forenames (name TEXT, groups INT[], canon TEXT, sound TEXT, stem TEXT, sex TEXT)"
        )
        _fill(connection, "forenames", ("name", "groups", "canon", "sound", "stem"), rows)
        connection.execute(SEX)
    else:
        connection.execute("CREATE OR REPLACE TABLE surnames (name TEXT, sound TEXT)")
        _fill(connection, "surnames", ("name", "sound"), rows)


# A forename is borne by the sex whose titles stand with it, where they do so nine times in ten.
SEX = """
UPDATE forenames SET sex = borne.sex FROM (
    SELECT forename, CASE WHEN avg((sex = 'f')::INT) > 0.9 THEN 'f' WHEN avg((sex = 'f')::INT) < 0.1 THEN 'm' END AS sex
    FROM plain WHERE sex IS NOT NULL GROUP BY forename
) borne WHERE borne.forename = forenames.name
"""


def _fill(connection: Any, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    import pyarrow as pa

    if not rows:
        return
    named = ", ".join(columns)
    connection.register(
        "given", pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))
    )
    connection.execute(f"INSERT INTO {table} ({named}) SELECT {named} FROM given")  # noqa: S608  our own names
    connection.unregister("given")
