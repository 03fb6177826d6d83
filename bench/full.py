"""A forum as it is after some years: five hundred questions, and one of them with thirty answers."""

from forum.questions import flows
from forum.questions.models import Question
from members.people.queries import members

QUESTIONS, ANSWERS = 500, 30
TITLE = "Hvordan gør I, når alle har noget at sige?"


def fill() -> Question:
    """As many as it takes, asked and answered through the flows; the same question when they are there
    already."""
    people = list(members().order_by("pk")[:20])
    standing = Question.objects.filter(title=TITLE).first()
    question = standing or flows.ask(
        title=TITLE,
        body="<p>Sagen i fem linjer, uden noget der peger på borgeren.</p>",
        by=people[0],
    )
    for number in range(question.answers_count, ANSWERS):
        flows.answer(
            question=question,
            body="<p>Hos os ringer vi først, og så skriver vi. Det står i vejledningen.</p>" * 3,
            by=people[number % len(people)],
        )
    for number in range(Question.objects.count(), QUESTIONS):
        flows.ask(
            title=f"Nummer {number} om aktindsigt og frister",
            body="<p>Kort og klart.</p>",
            by=people[number % len(people)],
        )
    return question
