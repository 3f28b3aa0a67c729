-- One row a body: how long its record is and when its last act was recorded. Locked to append.
create table if not exists head (
    body text primary key,
    size bigint not null default 0,
    at text not null default ''
);

-- The record itself: canonical lines without their texts, and leaf hashes. It only grows.
create table if not exists entry (
    body text not null,
    position bigint not null,
    line bytea not null,
    leaf bytea not null,
    primary key (body, position)
);

-- Free text, which can be forgotten without breaking the record.
create table if not exists detached_text (
    body text not null,
    name text not null,
    salt text not null,
    words text not null,
    primary key (body, name)
);

-- The register: names by random id, outside the record.
create table if not exists person (
    id text primary key,
    alias text unique,
    name text not null
);

alter table person add column if not exists number text;
alter table person add column if not exists email text;
create unique index if not exists person_number on person (number);
create index if not exists person_email on person (lower(email));

-- Who is on the roll of which body, and from when until when.
create table if not exists membership (
    body text not null,
    person text not null references person (id) on delete cascade,
    since text not null,
    until text,
    primary key (body, person, since)
);
create index if not exists membership_person on membership (person);

-- The tables of accounts and sessions stand apart; the office's framework makes them.
create schema if not exists office;

-- What changed in how somebody signs in.
create table if not exists sign_in_change (
    person text not null,
    what text not null,
    at timestamptz not null default now()
);
create index if not exists sign_in_change_person on sign_in_change (person, at);

-- What was corrected in the register, so that nothing is changed without a trace.
create table if not exists correction (
    person text not null references person (id) on delete cascade,
    field text not null,
    was text,
    became text,
    at timestamptz not null default now(),
    by text not null
);
create index if not exists correction_person on correction (person);

-- The rows of sealed rolls, so that each member can get a proof; they leave the server with nobody.
create table if not exists roll_row (
    body text not null,
    root text not null,
    place bigint not null,
    person text not null,
    salt text not null,
    primary key (body, root, place)
);
create index if not exists roll_row_person on roll_row (person, body);

-- The ballot boxes: who voted and what was cast, joined by nothing where the ballot is secret.
create table if not exists poll_box (
    body text not null,
    election text not null,
    closed boolean not null default false,
    primary key (body, election)
);
create table if not exists voter (
    body text not null,
    election text not null,
    person text not null,
    salt text not null,
    primary key (body, election, person)
);
-- Receipts that were signed together: the note over their root, and their leaves for the next asking.
create table if not exists receipt_batch (
    number bigint generated always as identity primary key,
    note text not null,
    leaves bytea not null
);
alter table voter add column if not exists batch bigint;
alter table voter add column if not exists place int;
alter table voter add column if not exists cast_by text not null default '';
create table if not exists ballot (
    key text primary key,
    body text not null,
    election text not null,
    paper text not null
);
create index if not exists ballot_election on ballot (body, election);

-- An import that waits to be applied, row by row as it was judged.
create table if not exists import (
    id text primary key,
    body text not null,
    state text not null,
    version bigint not null,
    counts jsonb not null default '{}',
    at timestamptz not null default now()
);
create unlogged table if not exists import_row (
    import text not null,
    row bigint not null,
    number text,
    name text,
    email text,
    body text,
    since text,
    person text,
    verdict text,
    reason text,
    field text,
    primary key (import, row)
);

-- Who was let in at which door, for the other doors to see; arrivals themselves stand in the record.
create table if not exists check_in (
    number bigint generated always as identity primary key,
    body text not null,
    closed integer not null,
    mandate text not null,
    door text not null,
    door_name text not null,
    at text not null,
    by text not null,
    kept_at timestamptz not null default now(),
    unique (body, closed, mandate, door)
);
alter table check_in add column if not exists by_number boolean not null default false;
create index if not exists check_in_number on check_in (body, number);

-- Grows with every change of the register, so that an import is applied to what was previewed.
create sequence if not exists register_version;

create or replace function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the record only grows: % of an entry is refused', tg_op;
end $$;

create or replace trigger entry_only_grows before update or delete or truncate on entry
    for each statement execute function refuse_change();

-- Locks the heads of bodies in a fixed order, making those that are new.
create or replace function lock_heads(bodies text[])
returns table (body text, size bigint, at text) language plpgsql as $$
#variable_conflict use_column
begin
    insert into head (body)
        select given from unnest(bodies) as given
        where not exists (select from head where head.body = given)
        order by given on conflict do nothing;
    return query select head.body, head.size, head.at from head
        where head.body = any(bodies) order by head.body for update;
end $$;

-- Closes the open boxes of divisions and elections that entries annul: no ballot comes in any more,
-- and what was cast secretly is gone, so that nothing joins it to who voted. An open ballot names its
-- voter and stays, and so does what was sealed before.
create or replace function close_annulled(bodies text[], lines bytea[])
returns void language plpgsql as $$
declare
    annulled record;
begin
    for annulled in
        select new.body, coalesce('division/' || (said.data ->> 'division'), said.data ->> 'election')
            as election
        from unnest(bodies, lines) as new(body, line),
            lateral (select convert_from(new.line, 'UTF8')::json -> 'data' as data) as said
        where position('"kind":"division.annulled"'::bytea in new.line) > 0
            or position('"kind":"election.annulled"'::bytea in new.line) > 0 order by 1, 2
    loop
        insert into poll_box as box (body, election, closed)
            values (annulled.body, annulled.election, true)
            on conflict (body, election) do update set closed = true where not box.closed;
        if found then
            delete from ballot where ballot.body = annulled.body
                and ballot.election = annulled.election
                and not ballot.paper::jsonb ?| array['mandate', 'person'];
        end if;
    end loop;
end $$;
select close_annulled(array_agg(body), array_agg(line)) from entry where body in (
    select body from poll_box where not closed and election like 'division/%');

-- Appends a whole batch: entries, their texts, and the heads as they stand after it. A head that is
-- not as long as the batch was decided on refuses it all, as a serialization failure.
create or replace function append_batch(
    bodies text[], positions bigint[], lines bytea[], leaves bytea[],
    text_bodies text[], text_names text[], text_salts text[], text_words text[],
    heads text[], sizes bigint[], ats text[], were bigint[]
) returns void language plpgsql as $$
declare
    longer boolean;
begin
    select bool_or(locked.size <> were[array_position(heads, locked.body)]) into longer
        from lock_heads(heads) as locked;
    if longer then
        raise exception 'a record has grown since the batch was decided' using errcode = '40001';
    end if;
    insert into entry (body, position, line, leaf)
        select * from unnest(bodies, positions, lines, leaves);
    perform close_annulled(bodies, lines);
    insert into detached_text (body, name, salt, words)
        select * from unnest(text_bodies, text_names, text_salts, text_words)
        on conflict do nothing;
    update head set size = new.size, at = new.at
        from unnest(heads, sizes, ats) as new(body, size, at) where head.body = new.body;
end $$;

-- Takes a batch of ballots, each voter's first one, into boxes that are open; one line a ballot in
-- each column. A ballot that says its session is taken only while that session is signed in. Returns
-- the places that were taken. Rows go in by their own order, so that two batches cannot lock crosswise.
drop function if exists cast_ballots(text, text, text, text, text, text, text, text, bytea);
create or replace function cast_ballots(
    bodies text, polls text, voters text, salts text, keys text, papers text, sessions text,
    holders text, note text, leaves bytea
) returns setof int language plpgsql as $$
#variable_conflict use_column
declare
    gone int[] := '{}';
    signed bigint;
begin
    insert into poll_box (body, election)
        select distinct b, p from unnest(string_to_array(bodies, E'\n'), string_to_array(polls, E'\n'))
        as said(b, p) order by b, p on conflict do nothing;
    perform from poll_box where (body, election) in (
        select b, p from unnest(string_to_array(bodies, E'\n'), string_to_array(polls, E'\n')) as said(b, p)
    ) order by body, election for share;
    if translate(sessions, E'\n', '') <> '' then
        select array_agg(said.place) into gone
            from unnest(string_to_array(sessions, E'\n')) with ordinality as said(session, place)
            where session <> '' and not exists (
                select from office.django_session
                where session_key = said.session and expire_date > now()
            );
    end if;
    insert into receipt_batch (note, leaves) values (note, leaves) returning number into signed;
    return query
    with said as (
        select *, ordinality::int - 1 as place
        from unnest(
            string_to_array(bodies, E'\n'), string_to_array(polls, E'\n'),
            string_to_array(voters, E'\n'), string_to_array(salts, E'\n'),
            string_to_array(keys, E'\n'), string_to_array(papers, E'\n'),
            string_to_array(holders, E'\n')
        ) with ordinality as said(body, election, person, salt, key, paper, holder)
    ), taken as (
        insert into voter (body, election, person, salt, batch, place, cast_by)
        select s.body, s.election, s.person, s.salt, signed, s.place, coalesce(s.holder, '')
        from said s join poll_box box on box.body = s.body and box.election = s.election
        where not box.closed and s.place + 1 <> all (coalesce(gone, '{}'))
        order by s.body, s.election, s.person
        on conflict do nothing returning voter.place
    ), put as (
        insert into ballot (key, body, election, paper)
        select s.key, s.body, s.election, s.paper from said s join taken on taken.place = s.place
        order by s.key
    )
    select taken.place from taken;
end $$;

-- Counts that tellers entered apart, until both are in; the record holds their digests meanwhile.
create table if not exists teller_slip (
    digest text primary key,
    slip jsonb not null
);

-- By what programs act and read for a person: the digest alone is kept, so that a copy of the table opens nothing.
create table if not exists access_token (
    digest bytea primary key,
    id text not null unique,
    person text not null references person (id) on delete cascade,
    label text not null,
    scope text not null check (scope in ('read', 'act')),
    made_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index if not exists access_token_person on access_token (person, made_at);
