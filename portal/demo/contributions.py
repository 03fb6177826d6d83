"""What members have given to the library: one waits, and one came back with a question."""

from uuid import uuid4

from resources.contributions import flows
from resources.contributions.enums import Credit
from resources.contributions.saying import Said
from resources.library.enums import Kind

from .cast import Cast
from .files import upload


def give_to_the_library() -> None:
    cast = Cast()
    flows.give(
        said=_said(
            kind=Kind.PRACTICE,
            title="Vi ringer, før vi skriver afslag",
            summary="I et halvt år ringede vi til borgeren, før vi sendte et afslag. Det førte til dette.",
            tried="Sagsbehandleren ringede dagen før afslaget blev sendt, forklarede det med egne ord og "
            "spurgte, om der var noget, vi havde overset.\nVi gjorde det i alle sager om enkeltydelser "
            "fra januar til juni.",
            led_to="Hvert femte opkald førte til en ny oplysning i sagen. Antallet af klager faldt med en "
            "tredjedel.\nDet tog cirka ti minutter pr. sag, og to sagsbehandlere syntes, det var svært.",
            credit=Credit.PERSON,
        ),
        key=uuid4(),
        by=cast.named("Silkeborg"),
    )
    asked = flows.give(
        said=_said(
            kind=Kind.TEMPLATE,
            title="Kvittering til borgeren",
            summary="En kort kvittering, som siger, hvad der sker nu, og hvornår borgeren hører fra os.",
            use="Ret navn, frist og telefonnummer. Send den samme dag.",
        ),
        uploads=[
            upload(
                {
                    "name": "Kvittering.pdf",
                    "lines": [
                        "Tak for din henvendelse. Jeg har læst den i dag.",
                        "Du hører fra mig senest den [dato]. Har du spørgsmål, så ring.",
                    ],
                }
            )
        ],
        key=uuid4(),
        by=cast.named("Esbjerg#2"),
    )
    flows.send_back(
        contribution=asked,
        words="Tak! Må vi også få den udgave, I sender, når sagen hører til et andet sted?",
        by=cast.administrator,
    )


def _said(**facts) -> Said:
    return Said(has_rights=True, nobody_recognised=True, **facts)
