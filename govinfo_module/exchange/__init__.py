"""Reading and writing foreign files, and comparing texts. No Odoo import: plain values in and out.

Files: ``word`` (.docx, also with revisions, 花脸稿), ``tables`` (.xlsx and pasted text), ``ofd_in``,
``package`` (between networks).
Texts: ``versions`` (two of one text), ``likeness`` (the same matter, a superior's titles), ``wordlist`` (terms
and secrecy marks), ``naming`` (who a list means). Faults are raised as ``errors.ExchangeError``.
"""
