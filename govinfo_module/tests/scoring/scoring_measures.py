"""The published measures as cases, and the comparison of a ledger with the figures they ask for."""

import json
from decimal import Decimal
from pathlib import Path

import yaml

HERE = Path(__file__).parent
CODES = ("CX", "FY", "HZ", "KH", "LYI", "SF", "ZL")
WORKED = ("CX", "FY", "HZ", "KH", "LYI")
REWORDED = ("CX",)  # ships with factors in place of a table of products
# published rules that one rule of what ships says: a surplus in proportion needs none for each headcount
MERGED = {"FY": {"R02": "R01", "R03": "R01"}}
CENT = Decimal("0.01")
NUMBERS = ("count", "quota", "late", "missed")


def measure(code):
    """The case of a measure, by the name of its file."""
    return yaml.safe_load((HERE / "measures" / (code + ".yaml")).read_text(encoding="utf-8"))


def shipped(code):
    """The rule set of a measure that ships with the addon."""
    path = HERE.parents[1] / "data" / "measures" / (code.lower() + ".json")
    return json.loads(path.read_text(encoding="utf-8"))["ruleset"]


def completed(code):
    """The case of a measure under the rule set that ships: it says more, the figures are the same.

    The quotas of single units are the case's; rules put differently have no figures of their own.
    """
    case = measure(code)
    ruleset = dict(case["ruleset"], **shipped(code))
    of_units = quotas_of_units(case["ruleset"]["rule_ids"], MERGED.get(code, {}))
    ruleset["rule_ids"] = [with_units(row, of_units) for row in ruleset["rule_ids"]]
    rename_expected(case, MERGED.get(code, {}))
    if code in REWORDED:
        case["working"] = {}
        for expected in case["expected"].values():
            del expected["rules"]
    return dict(case, ruleset=ruleset)


def quotas_of_units(published, merged):
    """The quotas of single units of the published rules, by the rule that ships."""
    found = {}
    for row in published:
        lines = [line for line in row.get("quota_line_ids", ()) if "unit_id" in line]
        found.setdefault(merged.get(row["id"], row["id"]), []).extend(lines)
    return found


def with_units(row, of_units):
    """A rule with the quotas of single units of the published case."""
    lines = of_units.get(row["id"])
    return dict(row, quota_line_ids=row.get("quota_line_ids", []) + lines) if lines else row


def rename_expected(case, merged):
    """What a case expects, by the rules that ship; the figures stay."""
    for expected in case["expected"].values():
        for old in set(merged) & set(expected.get("rules", ())):
            expected["rules"][merged[old]] = expected["rules"].pop(old)
        for reason in expected.get("shortfall_reasons", ()):
            reason["rule"] = merged.get(reason.get("rule"), reason.get("rule"))
            if reason["rule"] is None:
                del reason["rule"]
    for working in case["working"].values():
        for line in working:
            line["rule"] = merged.get(line.get("rule"), line.get("rule"))


def worked(code):
    """A worked case of our own for what the second edition of the rules lets a measure say."""
    own = yaml.safe_load((HERE / "worked" / (code + ".yaml")).read_text(encoding="utf-8"))
    case = completed(code)
    known = {unit["code"] for unit in own["units"]}
    changes = {"ruleset": own.pop("ruleset", {}), "rules": own.pop("rules", {})}
    case["ruleset"] = dict(case["ruleset"], **changes["ruleset"])
    for row in case["ruleset"]["rule_ids"]:
        row.update(changes["rules"].get(row["id"], {}))
        if "quota_line_ids" in row:
            row["quota_line_ids"] = [
                line for line in row["quota_line_ids"] if line.get("unit_id") in known | {None}
            ]
    return dict(case, changes=changes, **own)


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
        if "rules" in expected:
            self.assertEqual(
                {name: points for name, points in score.rules.items() if points},
                {name: decimal(points) for name, points in expected["rules"].items() if points},
            )
        groups = {name: decimal(points) for name, points in expected["groups"].items()}
        self.assertEqual({name: score.groups[name] for name in groups}, groups)
        self.assertFalse(any(score.groups[name] for name in set(score.groups) - set(groups)))
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

    def check_persons(self, found, expected):
        """The persons' scores of a worked case."""
        for code, wanted in expected.items():
            with self.subTest(person=code):
                score = found[code]
                self.assertEqual(bool(score.shortfall), wanted["shortfall"])
                for name in ("unit", "rank", "submitted", "adopted", "barred_by"):
                    self.assertEqual(getattr(score, name), wanted[name], name)
                self.assertEqual(score.total, decimal(wanted["total"]))
