"""Lists and items that both versions of a text have are one, also around what is no longer there."""

from .joint import lines


class Frames:
    """Gives the frames of a joint text keys: one key for a frame of both versions."""

    def __init__(self, joint):
        # key of an old frame → key of the new one
        self._shared = {}
        taken = set()
        for line in lines(joint):
            if line.old is None or line.new is None:
                continue
            for one, other in zip(line.old.frames, line.new.frames):
                if one.tag != other.tag:
                    break
                if one.key not in self._shared and other.key not in taken:
                    self._shared[one.key] = other.key
                    taken.add(other.key)

    def around(self, block):
        """``[(key, frame)]`` around a block of the joint text, from the outermost."""
        return self.old(block.old) if block.new is None else self.new(block.new)

    def old(self, block):
        """``[(key, frame)]`` around a block of the old version."""
        return [
            (("new", self._shared[frame.key]), frame)
            if frame.key in self._shared
            else (("old", frame.key), frame)
            for frame in block.frames
        ]

    def new(self, block):
        """``[(key, frame)]`` around a block of the new version."""
        return [(("new", frame.key), frame) for frame in block.frames]
