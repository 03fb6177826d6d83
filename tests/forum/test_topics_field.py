"""The topics in the form for a question: folded, found by other words, and what is chosen in sight."""

import re

import pytest
from django.urls import reverse

from tests.factories.forum import make_question, make_topic

pytestmark = pytest.mark.django_db


def test_the_topics_are_folded_and_the_chosen_ones_stand_beside(client, personas):
    chosen = make_topic("Aktindsigt", synonyms=["indsigt i sagen", "egenacces"])
    make_topic("Partshøring")
    question = make_question(personas.member, topics=[chosen])
    client.force_login(personas.member)
    page = client.get(reverse("questions:edit", args=[question.pk])).text
    (fold,) = re.findall(r'<details class="fold">.*?name="topics".*?</details>', page, re.DOTALL)
    assert fold.count('type="checkbox"') == 2 and 'data-words="indsigt i sagen egenacces"' in fold
    (names,) = re.findall(r"<p[^>]*data-chosen>(.*?)</p>", page, re.DOTALL)
    assert re.findall(r">([^<]+)</span>", names) == ["Aktindsigt"]


def test_an_unknown_topic_opens_the_list(client, personas):
    client.force_login(personas.member)
    page = client.post(reverse("questions:ask"), {"title": "Må jeg?", "topics": ["999"]}).text
    assert '<details class="fold" open>' in page
