"""The field's own words that mean the same, for the secretariat to go on from."""

from django.db import migrations

from portal.kit import danish

SETS = [
    ["aktindsigt", "agtindsigt", "indsigt i akter", "dokumentindsigt"],
    ["partshøring", "partshøre", "høring af parten"],
    ["notatpligt", "noteringspligt", "pligt til at skrive notat"],
    ["vejledningspligt", "pligt til at vejlede"],
    ["begrundelsespligt", "pligt til at begrunde"],
    ["klagevejledning", "ankevejledning", "vejledning om klage"],
    ["sagsbehandlingstid", "behandlingstid", "svartid", "ventetid"],
    ["partsrepræsentant", "partsrepræsentation", "repræsentant for parten"],
    ["mægling", "mediation", "konfliktmægling"],
    ["lydoptagelse", "båndoptagelse", "optagelse af samtale"],
    ["databeskyttelse", "persondata", "gdpr", "databeskyttelsesforordningen"],
    ["kunstig intelligens", "ai", "sprogmodel"],
    ["forvaltningsloven", "fvl"],
    ["offentlighedsloven", "offl"],
    ["retssikkerhedsloven", "rsl"],
    ["efterværn", "ungestøtte", "støtte efter 18 år"],
    ["anbringelse", "døgnanbringelse", "anbragt uden for hjemmet"],
    ["merudgifter", "merudgiftsydelse", "dækning af merudgifter"],
    ["bpa", "borgerstyret personlig assistance", "hjælperordning"],
    ["digital post", "e-boks", "mit.dk"],
]


def write(apps, schema_editor):
    same = apps.get_model("words", "SameWords")
    same.objects.bulk_create(
        same(words=words, first_key=danish.sort_key(words[0])[:180]) for words in SETS
    )


class Migration(migrations.Migration):
    dependencies = [("words", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
