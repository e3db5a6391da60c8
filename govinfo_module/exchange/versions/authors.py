"""Who made each change, when a text went through several hands."""

from .joint import DELETE, EQUAL, INSERT, Piece, lines


def attribute(joint, steps):
    """Set ``who`` of every change in ``joint``, the joint text of the first and the last manuscript.

    ``steps`` are the joint texts of each manuscript and the next; ``who`` 0 is the author of the
    second manuscript. Each character is followed through the steps. A change belongs to who brought
    the character in or took it out; what was put back, formats and empty paragraphs belong to the
    last author. A paragraph's end goes with the change nearest to it in the paragraph, or after it.
    """
    last = len(steps) - 1
    brought, taken = _history(steps)
    old = new = 0
    every = list(lines(joint))
    for line in every:
        pieces = []
        for piece in line.pieces:
            size = len(piece.text)
            if piece.kind == EQUAL:
                owners = [last] * size
            elif piece.kind == DELETE:
                owners = [taken.get(at, last) for at in range(old, old + size)]
            else:
                owners = [last if who is None else who for who, _at in brought[new : new + size]]
            old += size * (piece.kind != INSERT)
            new += size * (piece.kind != DELETE)
            pieces += _split(piece, owners)
        line.pieces = pieces
    _marks(every, last)
    _groups(joint, last)


def _history(steps):
    """``([(author or None, place in the first)] of the last text, {place in the first: author})``."""
    current, taken = None, {}
    for who, step in enumerate(steps):
        if current is None:
            current = [(None, at) for at in range(_size(step))]
        following, at = [], 0
        for line in lines(step):
            for piece in line.pieces:
                size = len(piece.text)
                if piece.kind == INSERT:
                    following += [(who, None)] * size
                    continue
                if piece.kind == EQUAL:
                    following += current[at : at + size]
                else:
                    taken.update(
                        (place, who) for by, place in current[at : at + size] if by is None
                    )
                at += size
        current = following
    return current, taken


def _size(joint):
    """Characters of the old version."""
    return sum(
        len(piece.text) for line in lines(joint) for piece in line.pieces if piece.kind != INSERT
    )


def _split(piece, owners):
    """The piece by owners."""
    begin = 0
    for end in range(1, len(owners) + 1):
        if end == len(owners) or owners[end] != owners[begin]:
            text = piece.text[begin:end]
            yield Piece(piece.kind, text, piece.old, piece.new, owners[begin])
            begin = end


def _marks(every, last):
    after = {INSERT: last, DELETE: last}
    for line in reversed(every):
        own = {piece.kind: piece.who for piece in line.pieces if piece.kind != EQUAL}
        line.who = last if line.mark == EQUAL else own.get(line.mark, after[line.mark])
        for piece in reversed(line.pieces):
            after[piece.kind] = piece.who


def _groups(joint, last):
    """Rows belong to who brought or took their first character."""
    for block in joint:
        for group in getattr(block, "groups", ()):
            cells = [cell for cell in group.cells if cell is not None]
            owners = [
                piece.who
                for cell in cells
                for line in lines(cell.blocks)
                for piece in line.pieces
                if piece.kind == group.kind
            ]
            group.who = last if group.kind == EQUAL else (owners or [last])[0]
            for cell in cells:
                _groups(cell.blocks, last)
