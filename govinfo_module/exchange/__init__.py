"""Reading and writing foreign files, and comparing texts. No Odoo import: plain values in and out.

Files: ``docx_in``, ``docx_out``, ``xlsx_in``, ``pasted``, ``xlsx_out``, ``package``.
Texts: ``match`` (titles to items), ``similar`` (near duplicates), ``wordlist`` (terms and
secrecy marks), ``diff`` (two versions). Faults are raised as ``errors.ExchangeError``.
"""
