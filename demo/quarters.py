"""What the office does after a quarter and after a year, step by step, by the persons who do it."""

from datetime import date, timedelta

from .holidays import quarter_end, working_days

QUARTERS = (1, 4, 7, 10)
# Both kinds of notice: with points and ranks on the first and third quarter, of the situation on the others.
RANKED = (3, 9)
BASIS = "县委、县政府印发的政务信息工作考核办法"
# Level, the place of the year before, this year's, of how many.
RANKS = (("province", 62, 14, 88), ("city", 9, 1, 9))


class Quarters:
    """Notices, frozen points, honours: each method is a step of one day."""

    def __init__(self, county):
        self.county = county
        self.env = county.env

    def steps(self, years):
        """``(day, hour, step, arguments...)`` of the quarters of ``years`` and the days after them."""
        for year in years:
            for month in QUARTERS:
                last = quarter_end(date(year, month, 1))
                days = working_days(last + timedelta(days=1), last + timedelta(days=31))
                yield days[0], 1, self.close
                yield days[4], 9, self.publish, last
                yield days[8], 10, self.receipts, last
                yield days[14], 9, self.lock, last
            yield days[5], 10, self.ranks, year
            yield days[15], 10, self.close_year, year
            yield days[16], 10, self.honors, year
            yield days[-1], 10, self.lock, date(year, 12, 31), "year"

    def period(self, last, kind="quarter"):
        """The period of ``kind`` that ends on ``last``."""
        periods = self.env["govinfo.period"]
        return periods.search([("date_to", "=", last), ("kind", "=", kind)])

    def _by(self, login, records):
        return records.with_user(self.county.users[login])

    def close(self):
        """The system computes the quarter that has ended and drafts its notice."""
        self.env["govinfo.period"]._cron_quarter_close()

    def publish(self, last):
        """The points are publicised, the notice asked for; the leader decides and approves, it is published."""
        period = self.period(last)
        self._by("bianji", period).action_publicise()
        notice = self._by("bianji", period.notice_ids)
        notice.kind = "ranking" if last.month in RANKED else "situation"
        notice.action_request_approval()
        notice = self._by("lingdao", notice)
        notice.finding_ids.action_keep(BASIS)
        notice.action_approve()
        notice = self._by("bianji", notice)
        notice.action_publish()

    def receipts(self, last):
        """All heads have confirmed on paper: no e-mail of a past quarter waits in the queue."""
        self.env["govinfo.notice.letter"]._prepare_waiting()
        self._by("bianji", self.period(last).notice_ids.letter_ids).action_acknowledge()

    def lock(self, last, kind="quarter"):
        """The manager freezes the points."""
        self._by("guanli", self.period(last, kind)).action_lock()

    def ranks(self, year):
        """The places superiors gave the county, with those of the year before."""
        self._by("bianji", self.env["govinfo.county.rank"]).create(
            [
                {"year": number, "level": level, "rank": rank, "of_how_many": total}
                for level, before, now, total in RANKS
                for number, rank in ((year - 1, before), (year, now))
            ]
        )

    def close_year(self, year):
        """The editor computes the year and shows the points to all."""
        periods = self._by("bianji", self.env["govinfo.period"])
        period = periods.create({"kind": "year", "date_from": date(year, 1, 1)})
        period.action_compute()
        period.action_publicise()

    def honors(self, year):
        """The editor proposes the year's best; the leader approves those whom nothing bars."""
        for kind in ("unit", "person"):
            honors = self._by("bianji", self.env["govinfo.honor"])
            proposed = honors.propose(year, kind, 3, self.county.company)
            free = proposed.filtered(lambda honor: not honor.barred_reason)
            if free:
                self._by("lingdao", free).action_approve()
