"""Texts on the same matter among many: near duplicates, superiors' titles, terms."""
