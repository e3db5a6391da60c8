"""Marks of state secrets: such texts must not be on this system at all."""

import re

from .finding import ERROR, Finding

_GAP = "[\\s\u3000\u200b-\u200f\u2060\ufeff]{0,6}"
_SECRET, _TOP = f"(?:绝{_GAP}密|机{_GAP}密|秘{_GAP}密)", f"(?:绝{_GAP}密|机{_GAP}密)"
#: 绝密★启封前, 机密★1年, 秘密★6个月, 机密★长期, 秘密★2030年3月5日
_TERM = (
    rf"(?:{_GAP}(?:长{_GAP}期|启封前|解密前"
    rf"|[\d０-９一二三四五六七八九十]{{1,4}}{_GAP}(?:个月|年(?:[\d０-９]{{1,2}}月(?:[\d０-９]{{1,2}}日)?)?|天|日)))?"
)
#: 密切, 密码, 密集 … may follow 手机, 司机, 主机, 杜绝; and 机密性 is a property of data.
_MARK = re.compile(
    rf"密{_GAP}级{_GAP}[:：为]{_GAP}{_SECRET}(?:{_GAP}[★☆⭐*＊])?{_TERM}"
    rf"|{_SECRET}{_GAP}[★☆⭐*＊]{_TERM}"
    rf"|(?<!商业)(?<!企业)(?<!技术)(?<!公司){_TOP}(?!{_GAP}[切码集钥封闭度布植谋匙林性])级?"
    rf"|(?<![国家])秘密级"
)
_MESSAGE = (
    "文中出现国家秘密标志“%s”。本系统不得存储、处理、传输国家秘密，请核实并按保密规定另行处理。"
)
_LAW = "《中华人民共和国保守国家秘密法》"


def secrecy(page):
    """绝密, 机密, 秘密★, with their terms, and the county's further marks."""
    for match in _MARK.finditer(page.text):
        message = _MESSAGE % "".join(match.group().split())
        yield Finding(match.start(), match.end(), "secrecy", ERROR, message, "", _LAW)
    for start, end, _value in page.lists.mark_terms.find(page.text):
        message = _MESSAGE % page.text[start:end]
        yield Finding(start, end, "secrecy", ERROR, message, "", "本县涉密标志表")
