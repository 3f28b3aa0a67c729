"""What every page has around it: the federation's name and who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from delegata.office.desk import federation, person_of, premises


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the page frame."""
    person = person_of(request)
    return {
        "rehearses": premises().rehearses,
        "single_sign_on": settings.SINGLE_SIGN_ON,
        "person": person,
        "person_name": federation().names.get(person or "", ""),
    }
