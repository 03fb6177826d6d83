"""Loading the official list that ships with the project.

Populations are Statistics Denmark's of 1 January 2020. Region Hovedstaden and Region Sjælland become
Region Østdanmark on 1 January 2027; the others are from the reform of 1 January 2007.
"""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from portal.kit import danish

FILE = Path(__file__).with_name("municipalities.csv")
REFORM_2007 = date(2007, 1, 1)
EAST_DENMARK = date(2027, 1, 1)
COUNTED = date(2020, 1, 1)


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@transaction.atomic
def load(*, municipality_model, region_model, belonging_model) -> int:
    """Create what is missing; returns the number of municipalities. Safe to run again.

    Takes the models as arguments because a migration has its own, historical ones.
    """
    table = rows()
    regions = {}
    for row in table:
        now, later = row["region"], row["region_from_2027"]
        for name, begins, ends in (
            (now, REFORM_2007, EAST_DENMARK if later != now else None),
            (later, EAST_DENMARK if later != now else REFORM_2007, None),
        ):
            if name not in regions:
                regions[name], _ = region_model.objects.get_or_create(
                    name=name,
                    defaults={
                        "name_key": danish.sort_key(name),
                        "valid_from": begins,
                        "valid_to": ends,
                    },
                )
    for row in table:
        municipality, created = municipality_model.objects.get_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "name_key": danish.sort_key(row["name"]),
                "population": int(row["population_2020"]),
                "population_on": COUNTED,
            },
        )
        if not created:
            continue
        now, later = row["region"], row["region_from_2027"]
        belonging_model.objects.create(
            municipality=municipality,
            region=regions[now],
            valid_from=REFORM_2007,
            valid_to=EAST_DENMARK if later != now else None,
        )
        if later != now:
            belonging_model.objects.create(
                municipality=municipality, region=regions[later], valid_from=EAST_DENMARK
            )
    return len(table)
