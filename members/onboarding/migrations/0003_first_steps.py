from django.db import migrations

#: The secretariat changes these at its desk; they are where it begins. Danish, for they are content.
STEPS = [
    (
        "Læs velkomsten",
        "Det korte materiale om netværket og om de første 100 dage.",
        "material_read",
        "/bibliotek/",
    ),
    (
        "Udfyld din profil",
        "Så kolleger kan finde dig og se, hvad du ved noget om.",
        "profile_filled",
        "/medlemmer/mig/",
    ),
    (
        "Mød din følgesvend",
        "En erfaren kollega, du kan ringe til med stort og småt.",
        "by_hand",
        "/introforloeb/",
    ),
    (
        "Tilmeld dig det næste møde",
        "Lokalgruppen mødes hver 6.-12. uge.",
        "meeting_signed_up",
        "/moeder/",
    ),
    (
        "Tilmeld dig årsmødet",
        "To en halv dag med alle kolleger i landet.",
        "conference_signed_up",
        "/aarsmoede/",
    ),
    (
        "Stil eller besvar et spørgsmål",
        "Her må alle spørge om alt – også det, man burde vide.",
        "question_asked",
        "/spoerg/",
    ),
    (
        "Aftal et intromøde med sekretariatet",
        "En halv time på telefon eller video.",
        "by_hand",
        "/introforloeb/",
    ),
]


def write(apps, schema_editor):
    step = apps.get_model("onboarding", "Step")
    for order, (title, text, deed, target) in enumerate(STEPS, start=1):
        step.objects.get_or_create(
            order=order, defaults={"title": title, "text": text, "deed": deed, "target": target}
        )


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0002_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
