"""A mail server on this machine that delivers nothing: each message becomes an .eml file."""

import itertools
import os
from datetime import datetime

from aiosmtpd.controller import Controller

from .places import OUTBOX
from .server import free_port


class Folder:
    """aiosmtpd's handler: writes what arrives below ``folder``."""

    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count(1)
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server, session, envelope):
        receiver = "".join(c if c.isalnum() or c in "@.-_" else "_" for c in envelope.rcpt_tos[0])
        name = "%s-%04d-%s.eml" % (
            datetime.now().strftime("%Y%m%d-%H%M%S"),
            next(self.numbers),
            receiver[:80],
        )
        draft = self.folder / (name + ".part")
        draft.write_bytes(envelope.content)
        os.replace(draft, self.folder / name)
        return "250 Message kept in a file"


class MailSink:
    """Context manager; ``port`` on 127.0.0.1 while it runs."""

    def __init__(self, folder=OUTBOX):
        self.port = free_port()
        self.controller = Controller(Folder(folder), hostname="127.0.0.1", port=self.port)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_error):
        self.controller.stop()
