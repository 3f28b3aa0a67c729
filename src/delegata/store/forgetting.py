"""Forgetting a person: every place that tells who somebody is, listed once.

What stays is the random id, on which records and sealed rolls rest.
"""

from psycopg import Connection

_REGISTER = (
    "delete from import_row r using person p where p.id = %(person)s and (r.person = p.id"
    " or r.number = p.number or lower(r.name) = lower(p.name) or lower(r.email) = lower(p.email))",
    "delete from correction where person = %(person)s",
    "delete from sign_in_change where person = %(person)s",
    "update membership set until = to_char(now() at time zone 'UTC', 'YYYY-MM-DD')"
    " where person = %(person)s and until is null",
)
_TOKENS = "delete from access_token where person = %(person)s"
_ADDRESS = "(select id from office.account_emailaddress where user_id = %(user)s)"
_SESSION = "(select session_key from office.usersessions_usersession where user_id = %(user)s)"
# The office's framework checks that nothing points at what is gone, so the order counts.
_ACCOUNT = (
    f"delete from office.account_emailconfirmation where email_address_id in {_ADDRESS}",  # noqa: S608 - a constant
    "delete from office.account_emailaddress where user_id = %(user)s",
    "delete from office.mfa_authenticator where user_id = %(user)s",
    f"delete from office.django_session where session_key in {_SESSION}",  # noqa: S608 - a constant
    "delete from office.usersessions_usersession where user_id = %(user)s",
    "delete from office.auth_user_groups where user_id = %(user)s",
    "delete from office.auth_user_user_permissions where user_id = %(user)s",
    "delete from office.auth_user where id = %(user)s",
)
_BLANK = (
    "update person set name = '', alias = null, number = null, email = null where id = %(person)s"
)


def forget(connection: Connection, person: str) -> bool:
    """Takes away all that tells who a person is; False for an id that the register never had."""
    for statement in _REGISTER:
        connection.execute(statement, {"person": person})
    connection.execute(_TOKENS, {"person": person})
    _forget_account(connection, person)
    known = connection.execute(_BLANK, {"person": person}).rowcount
    connection.execute("select nextval('register_version')")
    return known == 1


def _forget_account(connection: Connection, person: str) -> None:
    made = connection.execute("select to_regclass('office.auth_user') is not null").fetchone()
    if made != (True,):
        return
    query = "select id from office.auth_user where username = %s"
    for (user,) in connection.execute(query, [person]).fetchall():
        for statement in _ACCOUNT:
            connection.execute(statement, {"user": user})
