"""Whether the points are those of the other database."""


def differences(env, facts):
    """Yield a sentence on each score of ``env.company`` that is not as it was."""
    for old in facts["scores"]:
        period = env["govinfo.period"].search(
            [
                ("company_id", "=", env.company.id),
                ("kind", "=", old["kind"]),
                ("date_from", "=", old["date_from"]),
            ]
        )
        for code, name, before, now in of_period(period, old):
            yield "%s %s %s: %s %s → %s" % (old["kind"], old["date_from"], code, name, before, now)


def of_period(period, old):
    """``(code of the unit, figure, before, now)`` of each figure that differs."""
    found = {score.unit_id.code: score for score in period.score_ids}
    wrong = [(code, "score", "-", "+") for code in sorted(set(found) - set(old["units"]))]
    for code, figures in old["units"].items():
        for name, before in figures.items():
            now = found[code][name] if code in found else None
            if now is None or round(now - before, 2):
                wrong.append((code, name, before, now))
    return wrong
