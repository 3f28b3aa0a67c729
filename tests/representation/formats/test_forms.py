"""The other forms of ballots: what each means, that each round-trips, and that none ever breaks."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegata.representation import formats
from delegata.representation.counting import count
from delegata.representation.formats import abif, nist_cvr, opavote, preflib, rankings_csv
from delegata.representation.formats.place import BallotFormatError
from delegata.representation.orders import Orders, joined
from delegata.representation.profile import Irregularities, profile_of

names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)


@st.composite
def profiles(draw):
    m = draw(st.integers(2, 5))
    ranking = st.permutations(range(1, m + 1)).flatmap(
        lambda p: st.integers(0, m).map(lambda k: tuple(p[:k]))
    )
    rankings = draw(st.lists(st.tuples(ranking, st.integers(1, 5)), max_size=6))
    candidates = [f"{name} {n}" for n, name in enumerate(draw(st.tuples(*[names] * m)))]
    return profile_of(candidates, rankings, seats=1)


@st.composite
def orders(draw):
    m = draw(st.integers(1, 5))
    cut = st.lists(st.booleans(), min_size=m, max_size=m)
    level = st.tuples(st.permutations(range(1, m + 1)), cut).map(lambda given: levels(*given))
    papers = draw(st.lists(st.tuples(level, st.integers(1, 5)), max_size=6))
    return Orders(tuple(f"C{n}" for n in range(1, m + 1)), joined(papers))


def levels(order, cuts):
    grouped = [[]]
    for number, cut in zip(order, cuts, strict=True):
        if cut and grouped[-1]:
            grouped.append([])
        grouped[-1].append(number)
    return tuple(tuple(sorted(members)) for members in grouped)


@pytest.mark.parametrize("form", sorted(formats.WRITERS))
@given(profile=profiles())
@settings(max_examples=50)
def test_what_is_written_is_sniffed_and_reads_back_to_the_same_papers(form, profile):
    raw = formats.WRITERS[form](profile)
    assert formats.sniff(raw) == form
    assert formats.read(raw) == profile
    assert formats.read(raw, form) == profile


@pytest.mark.parametrize("module", [preflib, abif, nist_cvr])
@given(stated=orders())
@settings(max_examples=50)
def test_shared_ranks_round_trip(module, stated):
    assert module.read_orders(module.write_orders(stated)).orders == stated.orders


@pytest.mark.parametrize("form", sorted(formats.READERS))
@given(raw=st.binary(max_size=150))
@settings(max_examples=150)
def test_arbitrary_bytes_give_a_profile_or_a_refusal(form, raw):
    read_or_refuse(raw, form)


FRAGMENTS = {
    "abif": ["1:", "27 * ", "A", ">", "=", ",", "/5", "[B c]", "=A:[x]", "#", "{", "\n", " ", "99"],
    "preflib": ["# TITLE: x\n", "# NUMBER ALTERNATIVES: 3\n", "# DATA TYPE: toc\n", "1: ", "2", "{",
                "}", ",", "\n", "9", "# ALTERNATIVE NAME 2: B\n", "x", " "],
    "csv": ["count", "rank 1", "2nd", "A", ",", "\n", '"', "1", "2", "overvote", "skipped", " "],
    "nist-cvr": ['{"CVR":', "[", "]", "{}", "}", ",", '"Election":', '"Contest":', "1", '"x"'],
    "blt": ["3 1", "\n", "1", " 0", "0\n", "-1", "A\n", '"', " 2"],
}  # fmt: skip


@pytest.mark.parametrize("form", sorted(FRAGMENTS))
@given(choices=st.data())
@settings(max_examples=200)
def test_broken_texts_of_a_form_give_a_profile_or_a_refusal(form, choices):
    parts = choices.draw(st.lists(st.sampled_from(FRAGMENTS[form]), max_size=25))
    read_or_refuse("".join(parts).encode(), form)


def read_or_refuse(raw, form):
    try:
        said = f"{formats.read(raw, form).total} papers"
    except BallotFormatError as refusal:
        said = f"{refusal.place} {refusal}"
    assert said.isprintable()


def damaged(node, path, value):
    *way, last = path
    for step in way:
        node = node[step]
    node[last] = value


def paths(node, at=()):
    yield at
    children = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for key, child in children:
        yield from paths(child, (*at, key))


def test_every_damage_to_a_record_gives_a_profile_or_a_refusal():
    """Each value of a sound report, replaced in turn by each kind of nonsense."""
    sound = nist_cvr.write(profile_of("AB", [((1, 2), 1), ((2,), 1)], seats=1))
    for path in list(paths(json.loads(sound)))[1:]:
        for value in (None, 0, -1, True, "x", [], {}, [1], {"@id": 1}, 10**9):
            report = json.loads(sound)
            damaged(report, path, value)
            read_or_refuse(json.dumps(report).encode(), "nist-cvr")


def test_nesting_without_end_is_refused():
    with pytest.raises(BallotFormatError):
        formats.read(b'{"CVR":' + b"[" * 200_000, "nist-cvr")


def test_an_unknown_form_is_refused_with_the_known_ones():
    with pytest.raises(BallotFormatError, match="one of blt, preflib, abif, csv, nist-cvr"):
        formats.read(b"x", "odt")


def test_csv_of_ranks_follows_the_stated_policies():
    profile = rankings_csv.read(b"count,Ann,Bo,Cy\n5,1,2,3\n4,1,1,\n3,1,2,2\n2,1,3,\n1,,,\n")
    assert profile.rankings() == {(1, 2, 3): 5, (1,): 3, (1, 2): 2}
    assert profile.irregularities == Irregularities(empty=5, overvoted=7, skipped=2)


def test_csv_of_names_follows_the_stated_policies():
    raw = b"rank 1,rank 2,rank 3\nAnn,Bo,Cy\nAnn,skipped,Cy\nBo,overvote,Ann\n,Bo,Bo\n,,\n"
    profile = rankings_csv.read(raw)
    assert profile.candidates == ("Ann", "Bo", "Cy")
    assert profile.rankings() == {(1, 2, 3): 1, (1, 3): 1, (2,): 2}
    assert profile.irregularities == Irregularities(empty=1, overvoted=1, skipped=2, repeated=1)


def test_an_error_in_csv_names_line_and_cell():
    with pytest.raises(BallotFormatError) as refusal:
        rankings_csv.read(b"Ann,Bo\n1,2\n1,first\n")
    assert refusal.value.place == "3:2"


def test_abif_reads_ranks_scores_names_and_remarks():
    stated = abif.read_orders(
        b'{"version":"0.1"}\n# x\n27: A>B=C # y\n3*[Cy D]/5, A/3, B/3\n=A:[Ann]\n'
    )
    assert stated.candidates == ("Ann", "B", "C", "Cy D")
    assert stated.orders == ((((1,), (2, 3)), 27), (((4,), (1, 2)), 3))


@pytest.mark.parametrize(
    ("line", "place"), [(b"3: A>", "2:5"), (b"A>B", "2:1"), (b"3: A ; B", "2:6"), (b"0: A", "2:1")]
)
def test_an_error_in_abif_names_line_and_column(line, place):
    with pytest.raises(BallotFormatError) as refusal:
        abif.read(b"1: A>B\n" + line + b"\n")
    assert refusal.value.place == place


PREFLIB = b"# TITLE: T\n# DATA TYPE: %s\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Ann\n"


def test_preflib_reads_orders_and_categories():
    tied = preflib.read_orders(PREFLIB % b"toi" + b"4: 1,{2,3}\n2: 3\n")
    assert tied.orders == ((((1,), (2, 3)), 4), (((3,),), 2))
    assert tied.candidates == ("Ann", "2", "3")
    assert tied.profile().irregularities.overvoted == 4
    yes = preflib.read_orders(PREFLIB % b"cat" + b"4: {1,2},3\n5: {},{1,2,3}\n")
    assert yes.approvals() == ((frozenset({1, 2}), 4), (frozenset(), 5))


@pytest.mark.parametrize(
    "line", [b"4: 1,{2,3}", b"4: 1,4", b"4: 1,,2", b"4 1", b"x: 1", b"1: 1,{2"]
)
def test_a_wrong_order_in_strict_preflib_is_refused(line):
    with pytest.raises(BallotFormatError) as refusal:
        preflib.read(PREFLIB % b"soi" + line + b"\n")
    assert refusal.value.line == 5


def test_a_cast_vote_record_counts_its_current_snapshot_and_marked_positions():
    report = json.loads(nist_cvr.write(profile_of("AB", [((1, 2), 2)], seats=1)))
    first, second = report["CVR"]
    old = {**first["CVRSnapshot"][0], "@id": "before", "CVRContest": []}
    first["CVRSnapshot"].insert(0, old)
    selections = second["CVRSnapshot"][0]["CVRContest"][0]["CVRContestSelection"]
    selections[0]["SelectionPosition"][0]["HasIndication"] = "no"
    profile = nist_cvr.read(json.dumps(report).encode())
    assert profile.rankings() == {(1, 2): 1, (2,): 1}
    assert profile.irregularities.skipped == 1


def test_a_report_with_several_contests_asks_for_one():
    report = json.loads(nist_cvr.write(profile_of("AB", [((1,), 1)], seats=1)))
    contest = report["Election"][0]["Contest"][0]
    report["Election"][0]["Contest"].append({**contest, "@id": "other"})
    raw = json.dumps(report).encode()
    with pytest.raises(BallotFormatError, match="contest, other"):
        nist_cvr.read(raw)
    assert nist_cvr.read_orders(raw, "contest").profile().total == 1


def test_an_opavote_result_says_the_same_as_the_transcript_it_was_written_from():
    counted = count("scottish-stv", profile_of("ABC", [((1, 2), 6), ((2,), 1), ((3,), 2)]), seats=2)
    read = opavote.read(opavote.write(counted))
    assert read.candidates == ("A", "B", "C")
    assert (read.scale, read.winners) == (counted.scale, counted.elected)
    assert read.votes == tuple(r.votes for r in counted.rounds)


@given(st.one_of(st.binary(max_size=60), st.recursive(
    st.none() | st.integers() | st.text(max_size=4) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["candidates", "rounds", "count", "winners", "precision", "title"]), inner
    ),
).map(lambda value: json.dumps(value).encode())))  # fmt: skip
def test_an_arbitrary_opavote_result_is_read_or_refused(raw):
    try:
        said = opavote.read(raw).scale
    except BallotFormatError as refusal:
        said = str(refusal)
    assert said


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"1: 1\n", "no number of alternatives"),
        (b"# NUMBER ALTERNATIVES: 70000\n", "1 to 65535"),
        (b"# NUMBER ALTERNATIVES: x\n", "1 to 65535"),
        (b"# DATA TYPE: xyz\n# NUMBER ALTERNATIVES: 1\n", "one of soc, soi"),
        (b"# TITLE: a\x00b\n", "printable text"),
        (b"# TITLE: \xff\n", "UTF-8"),
        (b"", "an empty file"),
    ],
)
def test_a_wrong_head_in_preflib_is_refused(raw, words):
    with pytest.raises(BallotFormatError, match=words):
        preflib.read(raw)


def test_categories_are_written_with_their_names():
    stated = Orders(("A", "B"), ((((1,), (2,)), 3), (((), (1, 2)), 1)), "Yes or no")
    raw = preflib.write_orders(stated, "cat")
    assert b"# NUMBER CATEGORIES: 2\n# CATEGORY NAME 1: 1\n" in raw
    assert preflib.read_orders(raw) == stated


def test_a_remark_in_preflib_is_passed_over():
    raw = b"# NUMBER ALTERNATIVES: 2\n# no field\n1: 2\n"
    assert preflib.read(raw).rankings() == {(2,): 1}


@pytest.mark.parametrize(
    ("line", "words"),
    [(b"1: A/5, B", "commas beside"), (b"1: A/5, B/3 > C/1", "commas beside"), (b"=A: x", "token")],
)
def test_a_muddled_line_in_abif_is_refused(line, words):
    with pytest.raises(BallotFormatError, match=words):
        abif.read(line + b"\n")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"A,B\n1\n", "2, as the head has"),
        (b"A,A\n1,2\n", "one name a column"),
        (b"A,B\n1,99999\n", "a rank from 1"),
        (b'A,B\n"1,2\n', "a row of CSV"),
        (b"A,B\n1,\x00\n", "text"),
    ],
)
def test_a_muddled_table_is_refused(raw, words):
    with pytest.raises(BallotFormatError, match=words):
        rankings_csv.read(raw)
