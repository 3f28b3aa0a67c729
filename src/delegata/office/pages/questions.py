"""The questions that were put to the executive or to others: owed, overdue, answered."""

from django.http import HttpRequest, HttpResponse

from delegata.office.desk import visible_body, words_of
from delegata.office.pages.names import mover_of
from delegata.office.pages.shown import show
from delegata.office.readers.rights import rights_of
from delegata.office.readers.said import owed


def overview(request: HttpRequest, name: str) -> HttpResponse:
    """Shows every question with its answer, the overdue ones first."""
    shown = visible_body(request, name)
    rights = rights_of(request, shown.chronicle)
    rows = owed(shown.council, lambda one: mover_of(shown.council, one), shown.day)

    def words(digest: str) -> str:
        return words_of(shown.chronicle, digest) if digest else ""

    return show(
        request,
        shown,
        "pages/questions.html",
        "/questions",
        questions=[
            (
                row,
                words(row.text),
                [
                    (mover_of(shown.council, said.speaker), said, words(said.text))
                    for said in row.answers
                ],
            )
            for row in rows
        ],
        may_answer=rights.by_office("floor.answered-in-writing") is not None,
        may_ask=rights.may("floor.asked") and shown.council.sitting is not None,
    )
