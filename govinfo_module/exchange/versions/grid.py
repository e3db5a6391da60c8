"""Cells with spans on the grid of their table, as HTML lays them out."""

MAX_SPAN = 60
#: No table that people read has more places; from there on a cell takes up one.
MAX_PLACES = 100000


def place(rows):
    """Cells on the grid, none over another.

    ``rows`` are lists of ``(columns, rows, cell)``, the spans from 1. Gives ``({(top, left): (bottom,
    right, cell)}, rows, columns)``; bottom and right are inclusive.
    """
    placed, taken = {}, set()
    for top, row in enumerate(rows):
        left = 0
        for columns, height, cell in row:
            if len(taken) > MAX_PLACES:
                columns = height = 1
            while (top, left) in taken:
                left += 1
            right = left
            end = left + min(columns, MAX_SPAN)
            while right < end and (top, right) not in taken:
                right += 1
            bottom = min(top + height, len(rows))
            taken.update((y, x) for y in range(top, bottom) for x in range(left, right))
            placed[top, left] = bottom - 1, right - 1, cell
            left = right
    return placed, len(rows), max((x for _y, x in taken), default=-1) + 1
