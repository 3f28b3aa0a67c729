"""Several acts by one press: what was done is said beside what was refused and why."""

from delegata.office.readers.series import Series


def test_who_got_a_mandate_is_said_beside_who_did_not_and_why():
    series = Series(["Ada (b-1)"], {"She sits already.": ["Ben (b-2)", "Cleo (b-3)"]})

    assert series.words("Given") == (
        "Given: Ada (b-1). Not given: Ben (b-2), Cleo (b-3). She sits already."
    )
    assert Series([], {"No.": ["Ada"]}).words("Given") == "Given: nobody. Not given: Ada. No."


def test_where_nothing_was_refused_nothing_is_said():
    assert Series(["Ada"], {}).words("Given") == ""
