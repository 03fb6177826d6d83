"""What was written on the meetings themselves becomes final minutes of one section."""

from django.db import migrations

from portal.kit import danish
from portal.ui import prose


def carry_over(apps, schema_editor):
    Meeting = apps.get_model("meetings", "Meeting")
    Minutes = apps.get_model("minutes", "Minutes")
    Section = apps.get_model("minutes", "Section")
    for meeting in Meeting.objects.exclude(minutes_text="").select_related("group"):
        texts = [meeting.title, meeting.group.name, meeting.minutes_text]
        minutes = Minutes.objects.create(
            meeting=meeting,
            phase="final",
            begun_at=meeting.changed_at,
            final_at=meeting.changed_at,
            search_key=danish.fold(" ".join(texts)),
        )
        Section.objects.create(
            minutes=minutes,
            order=1,
            title="Referat",
            body=prose.paragraphs(meeting.minutes_text),
            version=1,
            saved_at=meeting.changed_at,
        )


def carry_back(apps, schema_editor):
    Meeting = apps.get_model("meetings", "Meeting")
    for minutes in apps.get_model("minutes", "Minutes").objects.filter(phase="final"):
        text = "\n\n".join(prose.plain(each.body) for each in minutes.sections.all())
        Meeting.objects.filter(pk=minutes.meeting_id).update(minutes_text=text[:20_000])


class Migration(migrations.Migration):
    dependencies = [("minutes", "0001_initial")]
    operations = [migrations.RunPython(carry_over, carry_back)]
