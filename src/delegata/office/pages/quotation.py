"""Whether a quotation of a resolution stands in the record."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from delegata.council.procedure.parts import words_adopted
from delegata.office.desk import Shown, visible_body
from delegata.office.pages.shown import show
from delegata.office.readers.quotation import Quoted, checked

LONGEST = 20_000


def check(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    asked = request.POST.get("quotation", "")
    long = len(asked) > LONGEST
    finding = checked(asked, _texts(shown)) if asked.strip() and not long else None
    adopted = finding and finding.text and shown.council.resolutions[finding.text.resolution]
    return show(
        request,
        shown,
        "pages/quotation.html",
        "/decisions",
        status=413 if long else 200,
        quotation=asked[:LONGEST],
        long=long,
        longest=LONGEST,
        finding=finding,
        resolution=adopted,
        division=shown.council.divisions.get(adopted.division) if adopted else None,
    )


def _texts(shown: Shown) -> Iterator[Quoted]:
    texts = shown.chronicle.texts
    for adopted in sorted(shown.council.resolutions.values(), key=lambda r: r.number):
        if adopted.text in texts:
            words = words_adopted(adopted, texts[adopted.text].text)
            yield Quoted(adopted.id, adopted.title, words)
        for title, text, _ in adopted.annexes:
            if text in texts:
                yield Quoted(adopted.id, title, texts[text].text)
