"""References people can read out on the telephone, from a counter that is locked while it counts."""

from django.db import connection, models, transaction


class Counter(models.Model):
    """The last number given in one series, such as "IR-2017"."""

    series = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


# One statement, which locks the row: the number it returns is ours alone until we commit.
TAKE = """
    INSERT INTO kernel_counter (series, "last") VALUES (%s, %s)
    ON CONFLICT (series) DO UPDATE SET "last" = kernel_counter."last" + excluded."last"
    RETURNING "last"
"""


def take(series: str, how_many: int = 1) -> range:
    """The next numbers of a series, taken inside the transaction that uses them.

    A roll-back gives them back, so a reference is never skipped.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Take numbers inside the transaction that uses them.")
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [series, how_many])
        ((last,),) = cursor.fetchall()
    return range(last - how_many + 1, last + 1)


def reference(prefix: str, year: int, number: int) -> str:
    """For example IR-2017-00042: sorts as text, and says what and when."""
    return f"{prefix}-{year}-{number:05}"
