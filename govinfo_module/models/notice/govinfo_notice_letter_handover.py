import smtplib
import zlib
from contextlib import contextmanager

import psycopg2

from odoo import _, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.ir_mail_server import MailDeliveryException


class GovinfoNoticeLetter(models.Model):
    """Delivery that can be trusted.

    A letter's e-mail leaves by the platform's mail queue, in a transaction of its own. Until the mail
    server is asked to take the message nothing is kept: a process that is killed before has done
    nothing, and the queue sends again. Just before (SMTP's DATA) the letter keeps a mark, and with the
    server's answer the mark becomes an outcome. A mark without an outcome is an *unconfirmed* letter:
    the server may have taken the message or not. It is never sent again by itself; a reviewer asks and
    decides.
    """

    _inherit = "govinfo.notice.letter"

    def _claim_mail(self, commit):
        """Lock letter and e-mail for sending. False when another process has them or nothing is to go."""
        self.ensure_one()
        self._keep(commit)
        try:
            with self.env.cr.savepoint():
                self.env.cr.execute(
                    "SELECT 1 FROM govinfo_notice_letter letter"
                    " JOIN mail_mail mail ON mail.id = letter.mail_id"
                    " WHERE letter.id = %s AND letter.state = 'pending'"
                    " AND letter.handed_over_at IS NULL AND mail.state = 'outgoing'"
                    " FOR UPDATE SKIP LOCKED",
                    [self.id],
                    log_exceptions=False,
                )
                claimed = bool(self.env.cr.fetchone())
        except psycopg2.OperationalError:  # another process has just dealt with it
            claimed = False
        self.env.clear()
        return claimed

    def _keep(self, commit):
        self.env.flush_all()
        if commit:
            self.env.cr.commit()  # pylint: disable=invalid-commit

    @contextmanager
    def _handing_over(self, session, commit):
        """Within, the e-mail is sent through ``session``; the mark and the outcome are kept."""

        def about_to_hand_over():
            self._transition({"handed_over_at": fields.Datetime.now()})
            self._keep(commit)
            self._lock_after_keeping()

        try:
            with before_data(session, about_to_hand_over):
                yield
        except smtplib.SMTPServerDisconnected as error:
            # Without the mark the server has certainly not got the message.
            self.mail_id.write({"state": "exception", "failure_reason": str(error)})
            if self.handed_over_at:
                self._transition({"failure": str(error)})
            else:
                self._sync_mail()
            self._keep(commit)
            raise
        except MailDeliveryException:  # refused, and said so on the letter
            self._keep(commit)
            raise
        self._keep(commit)

    def _lock_after_keeping(self):
        """Lock the letter again, so that a head who confirms at once waits for the outcome."""
        try:
            self._lock()
        except psycopg2.OperationalError:  # somebody wrote on it in between; all of ours is kept
            self.env.cr.rollback()
            self._lock()

    @contextmanager
    def _alone(self, commit):
        """Within, no reviewer can decide about this letter; False if one is just deciding.

        Held over the commits within by a connection of its own; a process that dies lets go.
        """
        if not commit:
            yield self._reserve(self.env.cr)
            return
        with self.env.registry.cursor() as guard:
            yield self._reserve(guard)

    def _check_nobody_hands_over(self):
        """Refuse while a process is in the dialogue with the mail server about these letters."""
        if not self._reserve(self.env.cr):
            raise UserError(
                _("The mail server is taking this message right now; wait for its answer.")
            )

    def _reserve(self, cr):
        """Whether these letters could be taken for ``cr``, until its transaction ends."""
        kind = zlib.crc32(self._table.encode()) - 2**31
        cr.execute(
            "SELECT bool_and(pg_try_advisory_xact_lock(%s, id)) FROM unnest(%s::int[]) id",
            [kind, self.ids],
        )
        return cr.fetchone()[0] is not False

    def _keep_back(self):
        """Somebody has queued again an e-mail that must not go (again): take it out of the queue."""
        for letter in self.filtered(lambda rec: rec.mail_id.state == "outgoing"):
            if letter.unconfirmed:
                letter._settle_mail("exception")
            elif letter.state != "pending":
                letter._settle_mail("sent" if letter.sent_at else "cancel")

    def _settle_mail(self, state):
        # sudo: the queue is not the reviewer's own
        self.sudo().mail_id.filtered(lambda mail: mail.state != "sent").write({"state": state})

    def _sync_mail(self):
        """Take over what the mail queue knows of these letters."""
        for letter in self.filtered(lambda rec: rec.state in ("pending", "failed")):
            mail = letter.mail_id
            if mail.state == "sent":
                vals = {"state": "sent", "sent_at": fields.Datetime.now(), "failure": False}
                letter._transition(dict(vals, handed_over_at=False))
            elif mail.state == "exception":
                reason = mail.failure_reason
                if not letter.head_id.email:
                    reason = _("The head has no e-mail address any more.")
                letter._transition({"state": "failed", "failure": reason, "handed_over_at": False})


@contextmanager
def before_data(session, action):
    """Call ``action`` each time the SMTP ``session`` is about to hand a message over (DATA)."""
    if session is None:  # a test run, nothing leaves
        yield
        return
    data = session.data

    def announced(message):
        action()
        return data(message)

    session.data = announced
    try:
        yield
    finally:
        session.data = data
