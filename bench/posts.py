"""A forum of a hundred thousand questions, made in bulk: what the flows would take hours to write.

Words follow Zipf's law, as in any text: a few stand almost everywhere, most in a few posts only. What
matters to an index is how often a word occurs, so the words are made of Danish parts and mean nothing.
"""

import random
from datetime import timedelta
from itertools import batched, product

from django.db import connection
from django.utils import timezone

from forum.questions.enums import Closing, State
from forum.questions.models import Answer, Question

from .indexing import Indexed, index

BEGINNINGS = """
akt borger klage svar hjælpe barne bolig syge ledelses sags part vej arbejds skole ældre pleje told
skatte tolke møde tilsyns råds krav frist lov retts for under ind ud til efter gen med mis over på af om
sam brev bilags data digital plads flytte støtte forældre dag natte tids job center
"""
ENDINGS = """
indsigt behandling svarsfrist sag vejledning ordning ydelse krav plan prøvelse høring notat pligt ret
givning møde tilbud bevilling stop vilkår afgørelse gebyr samtale rapport skøn grund opfølgning fritagelse
visitation tilsyn revision måling besøg aftale praksis nævn styrelse udvalg handicap
"""
#: In nearly every post; the first of them are the nasty ones to search for.
EVERYWHERE = ("kommunen", "borgeren", "har", "og", "ikke", "sagen", "skal", "vi")
TITLE, BODY, ANSWER = 7, 55, 30
AT_ONCE = 2000


def vocabulary() -> list[str]:
    """The words from the most to the least common; the same in every run."""
    words = [first + last for first, last in product(BEGINNINGS.split(), ENDINGS.split())]
    random.Random(1).shuffle(words)
    return words


def write(count: int, author, topics, *, seed: int = 7) -> None:
    """So many questions, one in three answered, one in six solved, some closed and archived."""
    chance = random.Random(seed)
    words = vocabulary()
    weights = [1 / (rank + 3) for rank in range(len(words))]
    now = timezone.now()

    def text(length: int) -> str:
        chosen = chance.choices(words, weights, k=length)
        chosen += [word for word in EVERYWHERE if chance.random() < 0.8]
        chance.shuffle(chosen)
        return " ".join(chosen)

    _let_words_wait("on")
    for numbers in batched(range(count), AT_ONCE):
        made = Question.objects.bulk_create(
            _question(text, chance, author, now - timedelta(minutes=count - number), number)
            for number in numbers
        )
        answers = Answer.objects.bulk_create(
            Answer(
                question=each,
                author=author,
                body=f"<p>{text(ANSWER)}</p>",
                created_at=each.created_at,
            )
            for each in made
            if each.answers_count
        )
        said = {answer.question_id: answer.body for answer in answers}
        Question.topics.through.objects.bulk_create(
            Question.topics.through(question=each, topic=chance.choice(topics)) for each in made
        )
        index(
            Question,
            [
                Indexed(
                    each.pk,
                    each.title,
                    each.title,
                    f"{each.body[3:-4]} {said.get(each.pk, '<p></p>')[3:-4]}",
                )
                for each in made
            ],
        )
    _let_words_wait("off")
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself after so many rows, and an SQLite that is kept for long.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _let_words_wait(answer: str) -> None:
    """Whether PostgreSQL gathers words before it puts them into their indexes: for many texts at once that
    takes a third of the time, and the portal has it off (migrations `questions.0010` and `search.0001`)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for index in ("search_words", "search_begun", "wagtailsear_autocom_476c89_gin"):
                cursor.execute(f"ALTER INDEX {index} SET (fastupdate = {answer})")


def _question(text, chance, author, moment, number) -> Question:
    answered, closed = number % 3 == 0, number % 50 == 0
    return Question(
        title=text(TITLE)[:200],
        body=f"<p>{text(BODY)}</p>",
        author=author,
        created_at=moment,
        last_activity_at=moment,
        answers_count=int(answered),
        state=State.SOLVED if number % 6 == 0 else State.ANSWERED if answered else State.OPEN,
        closed_at=moment if closed else None,
        closing=Closing.OUTDATED if closed else "",
        archived_at=moment if number % 40 == 0 else None,
    )
