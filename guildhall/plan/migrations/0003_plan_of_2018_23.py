"""Once loaded the 2018-19 to 2022-23 business plan into the first tables; now it does nothing.

The migrations that follow replace those tables by records, which only actions make: `guildhall plan load plan-2018-23`
brings the plan in, whole. What an installation of release 0.1.0 had loaded here goes with the tables it lay in.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plan", "0002_figures_of_2017_18")]
    operations = []
