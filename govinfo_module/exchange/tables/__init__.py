"""Rows of values: from sheets and pasted text by recognised columns, and out again as a sheet."""
