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

-- What the server remembers of itself.
create table if not exists setting (name text primary key, value text not null);

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
    insert into detached_text (body, name, salt, words)
        select * from unnest(text_bodies, text_names, text_salts, text_words)
        on conflict do nothing;
    update head set size = new.size, at = new.at
        from unnest(heads, sizes, ats) as new(body, size, at) where head.body = new.body;
end $$;
