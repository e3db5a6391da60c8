"""Certificates of commendation (荣誉证书)."""

from ..gongwen import Certificate

TITLES = {
    "unit": "在%d年度全县政务信息工作中成绩突出，被评为政务信息工作先进集体。特发此证，以资鼓励。",
    "person": "在%d年度全县政务信息工作中成绩突出，被评为政务信息工作先进个人。特发此证，以资鼓励。",
    "item": "被评为%d年度全县优秀政务信息。特发此证，以资鼓励。",
}


def certificate(kind, name, year, organ, day):
    """The certificate of one honour; ``kind`` is unit, person or item."""
    recipient = "《%s》" % name if kind == "item" else name
    return Certificate(recipient=recipient, text=TITLES[kind] % year, organ=organ, date=day)
