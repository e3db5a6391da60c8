"""When a county may be disturbed: daytime of its working days, in its own time zone. No Odoo here."""

from datetime import datetime, time, timedelta

import pytz

# Plans leave the job that carries them out this much time before the working day ends.
LAST_CALL = timedelta(hours=1)


class WorkingTime:
    """Daytime of working days.

    ``zone`` is a pytz time zone, ``days`` the working dates of the span looked at, ``start`` and
    ``end`` the hours of the day (float, 8.5 = 08:30) between which people may be disturbed. Moments
    are naive UTC, as the platform stores them.
    """

    def __init__(self, zone, days, start, end):
        self.zone = zone
        self.days = sorted(days)
        self.start = clock(start)
        self.end = clock(end)

    def local(self, moment):
        """The naive UTC ``moment`` as naive local time."""
        return pytz.utc.localize(moment).astimezone(self.zone).replace(tzinfo=None)

    def utc(self, local):
        """The naive local time as naive UTC."""
        return self.zone.localize(local).astimezone(pytz.utc).replace(tzinfo=None)

    def allows(self, moment):
        """Whether people may be disturbed at ``moment``."""
        local = self.local(moment)
        return local.date() in self.days and self.start <= local.time() < self.end

    def latest(self, moment):
        """The latest moment fit for a message planned for ``moment``; never after it.

        What falls into the night or on days off is brought forward to the end of the working day
        before. Without any such day in the span it stays where it is.
        """
        local = self.local(moment)
        for day in reversed(self.days):
            last = datetime.combine(day, self.end) - LAST_CALL
            if day < local.date():
                return self.utc(last)
            if day == local.date() and local.time() >= self.start:
                return self.utc(min(local, last))
        return moment

    def after(self, moment, count):
        """The end of the ``count``-th working day after the day of ``moment``; 0 = ``moment`` itself."""
        if not count:
            return moment
        today = self.local(moment).date()
        following = [day for day in self.days if day > today]
        last = following[count - 1] if len(following) >= count else today + timedelta(days=count)
        return self.utc(datetime.combine(last + timedelta(days=1), time.min))


def clock(hours):
    """8.5 as 08:30; 24 is the last moment of the day."""
    minutes = int(round(hours * 60))
    return time.max if minutes >= 24 * 60 else time(minutes // 60, minutes % 60)
