"""Databases of the server in use, each with its folder of attachments."""

import contextlib
import re
import shutil

import psycopg2
from psycopg2 import errors, sql

from .places import STATE
from .steps import Trouble

FILESTORE = STATE / "data" / "filestore"


@contextlib.contextmanager
def connect(database="postgres"):
    """A connection that commits each statement."""
    try:
        connection = psycopg2.connect(dbname=database)
    except psycopg2.OperationalError as error:
        raise Trouble(
            "PostgreSQL cannot be reached: %s; look at the PG* variables, or unset them to use a "
            "private cluster." % str(error).strip().splitlines()[0]
        ) from None
    connection.autocommit = True
    try:
        yield connection.cursor()
    finally:
        connection.close()


def check_name(name):
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,50}", name):
        raise Trouble("give a database name of small letters, digits and _ , such as DB=trial.")
    return name


def check_server():
    """Raise Trouble unless databases can be made on the server in use."""
    with connect() as cursor:
        cursor.execute("SELECT rolcreatedb OR rolsuper, rolname FROM pg_roles WHERE rolname = user")
        allowed, role = cursor.fetchone()
    if role == "postgres":
        raise Trouble("Odoo refuses the database user postgres; set PGUSER to another one.")
    if not allowed:
        raise Trouble("the database user %s may not create databases; grant it CREATEDB." % role)


def exists(name):
    with connect() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return bool(cursor.fetchone())


def names(prefix):
    """The databases whose names begin with ``prefix``."""
    with connect() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        return [name for (name,) in cursor.fetchall()]


def clone(template, name):
    """Create the database ``name`` as a copy, replacing one that is there."""
    drop(name)
    _execute("CREATE DATABASE {} TEMPLATE {}", name, template)
    if (FILESTORE / template).exists():
        shutil.copytree(FILESTORE / template, FILESTORE / name)


def drop(name):
    """Remove the database ``name``, if it is there."""
    try:
        _execute("DROP DATABASE IF EXISTS {}", name)
    except errors.ObjectInUse:
        raise Trouble("the database %s is in use; stop its server first." % name) from None
    shutil.rmtree(FILESTORE / name, ignore_errors=True)


def rename(old, new):
    _execute("ALTER DATABASE {} RENAME TO {}", old, new)
    if (FILESTORE / old).exists():
        (FILESTORE / old).rename(FILESTORE / new)


def _execute(command, *names):
    with connect() as cursor:
        cursor.execute(sql.SQL(command).format(*map(sql.Identifier, names)))
