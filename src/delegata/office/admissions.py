"""Admissions that pages hand out, so that a device may send straight to the hall."""

import time

from django.http import HttpRequest

from delegata.office.desk import person_of, premises
from delegata.record.admission import Purpose, admission

ADMITTED_SECONDS = 3600


def admission_for(request: HttpRequest, purpose: Purpose) -> str:
    """An admission of who is signed in, bound to this session; nothing for anybody else."""
    person, session = person_of(request), request.session.session_key
    if not person or not session:
        return ""
    until = int(time.time()) + ADMITTED_SECONDS
    return admission(bytes.fromhex(premises().secret), person, session, until, purpose)
