"""A delegate's credential, on a screen and on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from delegata.council.act import Refused
from delegata.office.desk import name_of, premises, today, visible_body
from delegata.office.drawings.credential import credential_svg
from delegata.office.pages.names import why_not
from delegata.office.readers.credentials import visible_credential_to
from delegata.office.readers.narration import holder_words
from delegata.office.readers.rights import rights_of
from delegata.office.wording import day_words
from delegata.record.credential import Issue, credential_of, token_of


def credential(request: HttpRequest, name: str, mandate: str) -> HttpResponse:
    """Always by the record as it stands: there are no credentials of earlier moments."""
    rights = rights_of(request, visible_body(request, name).chronicle)
    council, held = rights.council, visible_credential_to(rights, mandate)
    if held is None:
        raise Http404("Sign in as the holder of this mandate to see its credential.")
    context = {"council": council, "mandate": held, "holder": holder_words(held.holder, name_of)}
    issued = credential_of(council, mandate, Issue(today()))
    if isinstance(issued, Refused):
        page = {**context, "refused": why_not(council, issued)}
        return render(request, "pages/credential.html", page, status=409)
    words = token_of(issued, premises().signer)
    response = render(
        request,
        "pages/credential.html",
        {
            **context,
            "words": words,
            "until": day_words(issued.until),
            "code": credential_svg(words, f"QR code of the credential of {mandate}"),
        },
    )
    response["Cache-Control"] = "no-store"
    return response
