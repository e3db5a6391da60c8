"""The published measures as cases, and the comparison of a ledger with the figures they ask for."""

from decimal import Decimal
from pathlib import Path

import yaml

HERE = Path(__file__).parent
CODES = ("CX", "FY", "HZ", "KH", "LYI", "SF", "ZL")
CENT = Decimal("0.01")
NUMBERS = ("count", "quota", "late", "missed")


def measure(code):
    """The case of a measure, by the name of its file."""
    return yaml.safe_load((HERE / "measures" / (code + ".yaml")).read_text(encoding="utf-8"))


def worked_example():
    """The worked example of the design as a case of the same form."""
    return yaml.safe_load((HERE / "worked_example.yaml").read_text(encoding="utf-8"))


def decimal(value):
    return Decimal(str(value)).quantize(CENT)


def comparable(reasons):
    """Shortfall reasons in one order, their numbers as decimals."""
    rows = [
        {name: decimal(value) if name in NUMBERS else value for name, value in reason.items()}
        for reason in reasons
    ]
    return sorted(rows, key=lambda row: sorted((name, str(value)) for name, value in row.items()))


class MeasureChecks:
    """Assertions for a test case, on what the reference or the engine made of a measure."""

    maxDiff = None

    def check_score(self, score, expected):
        """``score`` as ``scoring_reference_scores.Score``; ``expected`` as in the measure."""
        if score is None:  # scored as another unit: the measure must not ask for anything
            self.assertEqual((expected["total"], expected["rank"]), (0, None))
            self.assertFalse(expected["rules"])
            return
        self.assertEqual(
            {name: points for name, points in score.rules.items() if points},
            {name: decimal(points) for name, points in expected["rules"].items() if points},
        )
        self.assertEqual(
            score.groups, {name: decimal(points) for name, points in expected["groups"].items()}
        )
        self.assertEqual(score.base, decimal(expected.get("base", 0)))
        self.assertEqual(score.total, decimal(expected["total"]))
        self.assertEqual(score.rank, expected["rank"])
        if "shortfall" in expected:
            self.assertEqual(bool(score.shortfall), expected["shortfall"])
        if "shortfall_reasons" in expected:
            self.assertEqual(comparable(score.shortfall), comparable(expected["shortfall_reasons"]))
        if "no_award" in expected:
            self.assertEqual(score.barred_by, sorted(expected["no_award"]))

    def check_working(self, lines, working):
        """``lines`` are (date, rule, fact, raw, points, reason) of every entry with points."""
        found = sorted((line for line in lines if line[3] or line[4]), key=str)
        wanted = sorted(map(self.line_wanted, working), key=str)
        self.assertEqual([line[:5] for line in found], [line[:5] for line in wanted])
        for line, wanted_line in zip(found, wanted):
            self.assertIn(wanted_line[5], (None, line[5]))

    def line_wanted(self, line):
        return (
            line["date"],
            line.get("rule"),
            line.get("fact"),
            decimal(line["raw"]),
            decimal(line["points"]),
            line.get("reason"),
        )
