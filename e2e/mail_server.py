"""A real mail server that misbehaves on demand."""

import os
import signal
import socket
import time
from collections import Counter

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Dialogue(SMTP):
    """aiosmtpd's dialogue, which tells of the command DATA, too."""

    async def smtp_DATA(self, arg):
        self.event_handler.word("DATA")
        await super().smtp_DATA(arg)


class Server(Controller):
    """Counts what it takes for the ``heads`` in ``kept``. At the ``word`` of the dialogue it kills ``victim``.

    ``refused`` recipients are refused, at ``dropped`` ones the line goes dead; an answer to a message
    takes ``slow`` seconds.
    """

    def __init__(self, heads):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        super().__init__(self, hostname="127.0.0.1", port=port)
        self.heads = heads
        self.kept = Counter()
        self.behave()

    def behave(self):
        self.victim, self.deadly, self.slow = None, None, 0
        self.refused, self.dropped = set(), set()

    def factory(self):
        return Dialogue(self, enable_SMTPUTF8=True)

    def word(self, word):
        if word == self.deadly:
            self.deadly = None
            os.kill(self.victim, signal.SIGKILL)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.word("EHLO")
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.word("MAIL")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.word("RCPT")
        if address in self.dropped:
            server.transport.abort()
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.word("text received")
        self.kept.update(address for address in envelope.rcpt_tos if address in self.heads)
        self.word("message kept")
        time.sleep(self.slow)
        return "250 OK"
