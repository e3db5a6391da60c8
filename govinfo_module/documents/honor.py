"""Certificates of commendation (荣誉证书)."""

from datetime import timedelta

from ..gongwen import Certificate

TITLES = {
    "unit": "在%s全县政务信息工作中成绩突出，被评为政务信息工作先进集体。特发此证，以资鼓励。",
    "person": "在%s全县政务信息工作中成绩突出，被评为政务信息工作先进个人。特发此证，以资鼓励。",
    "item": "被评为%s全县优秀政务信息。特发此证，以资鼓励。",
}
# First and last month of a part of the year that has a name.
PARTS = {
    (1, 12): "度",
    (1, 6): "上半年",
    (7, 12): "下半年",
    (1, 3): "第一季度",
    (4, 6): "第二季度",
    (7, 9): "第三季度",
    (10, 12): "第四季度",
}


def span_words(first, last):
    """The days an honour is for, as documents write them.

    >>> span_words(date(2026, 1, 1), date(2026, 6, 30))
    '2026年上半年'
    """
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    part = PARTS.get((first.month, last.month)) if whole_months else None
    if part == "度":
        return "%d年度" % first.year
    if part:
        return "%d年%s" % (first.year, part)
    days = (first.year, first.month, first.day, last.month, last.day)
    return "%d年%d月%d日至%d月%d日" % days


def certificate(kind, name, span, organ, day):
    """The certificate of one honour; ``kind`` is unit, person or item, ``span`` its days in words."""
    recipient = "《%s》" % name if kind == "item" else name
    return Certificate(recipient=recipient, text=TITLES[kind] % span, organ=organ, date=day)
