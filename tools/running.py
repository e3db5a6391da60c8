"""make run: the sample county, its quarterly job, and the web client until it is interrupted."""

import os
from concurrent.futures import ThreadPoolExecutor

from . import fonts
from .databases import connect, exists
from .mailsink import MailSink
from .places import OUT, OUTBOX, SAMPLE_DB
from .samples import ensure_sample, translated_template
from .server import free_port, run_script, serving
from .steps import Trouble, lock, say, timed

PORT = 8069
MAIL_SERVER = "本机收信箱（演示，邮件存为文件）"


def point_mail_to(database, port):
    """Make the sink on ``port`` the database's only outgoing mail server."""
    with connect(database) as cursor:
        cursor.execute(
            """UPDATE ir_mail_server SET smtp_host = '127.0.0.1', smtp_port = %s
               WHERE name = %s RETURNING id""",
            [port, MAIL_SERVER],
        )
        if not cursor.fetchone():
            cursor.execute(
                """INSERT INTO ir_mail_server
                       (name, smtp_host, smtp_port, smtp_encryption, smtp_authentication,
                        sequence, active)
                   VALUES (%s, '127.0.0.1', %s, 'none', 'login', 1, true)""",
                [MAIL_SERVER, port],
            )


def quarterly_job(database, address, out=OUT, outbox=OUTBOX):
    """Run tools/quarter.py in Odoo's shell; return the summary it prints."""
    return run_script(
        "the quarterly job",
        database,
        "quarter",
        GOVINFO_OUT=str(out),
        GOVINFO_OUTBOX=str(outbox),
        GOVINFO_ADDRESS=address,
    )


def serve(database, port):
    """The web client on ``port`` until interrupted."""
    with serving(database, port, "server") as server:
        say("web client on http://127.0.0.1:%d ; Ctrl-C ends it" % port)
        try:
            code = server.wait()
        except KeyboardInterrupt:
            return 0
    raise Trouble("the server ended with code %d; look at .govinfo/log/server.log" % code)


def _sample():
    """The sample database. While the finer fonts are loaded for the first time, what needs none is made."""
    with ThreadPoolExecutor(1) as pool:
        faces = pool.submit(fonts.ensure_fine)
        if not (exists(SAMPLE_DB) or fonts.fine_are_kept()):
            translated_template()
        faces.result()
    return ensure_sample()


def run():
    with lock(
        "run", "make run is running in this folder already; stop that one with Ctrl-C first."
    ):
        database = _sample()
        stop = os.environ.get("STOP") == "1"
        port = free_port(PORT)
        address = "" if stop else "http://127.0.0.1:%d" % port
        with MailSink() as sink:
            point_mail_to(database, sink.port)
            with timed("quarterly job of the finished quarter"):
                summary = quarterly_job(database, address)
            print(summary, end="", flush=True)
            return 0 if stop else serve(database, port)
