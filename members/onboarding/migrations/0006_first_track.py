"""The one list there was becomes the usual track. What the portal now notices by itself is no longer the
member's word alone, where the secretariat has left the step as it was."""

from django.db import migrations
from django.db.models import Max

NOTICED = {
    "Mød din følgesvend": "buddy_met",
    "Aftal et intromøde med sekretariatet": "intro_meeting_booked",
}


def write(apps, schema_editor):
    track, step = apps.get_model("onboarding", "Track"), apps.get_model("onboarding", "Step")
    onboarding = apps.get_model("onboarding", "Onboarding")
    usual, _ = track.objects.get_or_create(is_default=True, defaults={"name": "Nyt medlem"})
    step.objects.filter(track=None).update(track=usual)
    onboarding.objects.filter(track=None).update(track=usual)
    for title, deed in NOTICED.items():
        step.objects.filter(title=title, deed="by_hand").update(deed=deed)
    for each in onboarding.objects.annotate(last=Max("done__done_at")):
        left = step.objects.filter(track=usual, is_active=True)
        if not left.exclude(done__onboarding=each).exists():
            onboarding.objects.filter(pk=each.pk).update(finished_at=each.last)


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0005_tracks")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
