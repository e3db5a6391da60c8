"""What the sample county's leaders want reported: key works of a year, key points of a quarter."""

from datetime import date, timedelta

from .words import KEY_POINTS, KEY_WORKS


class Works:
    """Makes them on the way through the years and finds those that an item's topic belongs to.

    ``story``: the story, as whose editor they are written.
    """

    def __init__(self, story):
        self.story = story
        self.works = {}
        self.points = []
        self.units = {unit.name: unit for unit in story.units}

    def promise(self, year):
        """The key works of ``year``, in charge of the units they name; some nobody will report on."""
        topics = self.story.by("bianji", "govinfo.topic")
        span = {"date_from": date(year, 1, 1), "date_to": date(year, 12, 31)}
        parent = topics.create(dict(span, name="%d年重点工作" % year, sequence=3000 - year))
        self.works = {}
        for place, (name, words, in_charge) in enumerate(KEY_WORKS, 1):
            units = [self.units[unit].id for unit in in_charge if unit in self.units]
            work = topics.create(
                dict(
                    span,
                    name=name,
                    parent_id=parent.id,
                    sequence=10 * place,
                    unit_ids=[(6, 0, units)],
                )
            )
            for word in words:
                self.works.setdefault(word, []).append(work.id)

    def ask(self, first, last):
        """The key points of the quarter from ``first`` to ``last``, posted to the intranet."""
        self.points = []
        for name, level, words in KEY_POINTS[(first.month - 1) // 3]:
            point = self.story.by("bianji", "govinfo.keypoint").create(
                {
                    "name": name,
                    "level": level,
                    "body": "<p>请各单位结合实际，围绕%s，突出做法、成效、问题和建议，及时报送信息。</p>"
                    % name,
                    "date_from": first,
                    "date_to": last,
                }
            )
            point.action_post()
            self.points.append((words, point.id))

    def links(self, word):
        """Values of an item that link it to what is asked about its topic ``word``."""
        points = [point for words, point in self.points if word in words]
        return {
            "topic_ids": [(6, 0, self.works.get(word, []))],
            "keypoint_ids": [(6, 0, points)],
        }


def quarter_end(first):
    """The last day of the quarter that begins on ``first``.

    >>> quarter_end(date(2025, 10, 1))
    datetime.date(2025, 12, 31)
    """
    years, month = divmod(first.month + 2, 12)
    return date(first.year + years, month + 1, 1) - timedelta(days=1)
