"""Identity card and mobile telephone numbers of persons."""

import re
from datetime import date

from .finding import ERROR, WARNING, Finding

_LAW = "《中华人民共和国个人信息保护法》"
_CARD_STANDARD = "GB 11643—1999 公民身份号码"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_SEP = "[ \u00a0\u3000-]?"
_CARD = re.compile(
    rf"(?<![0-9A-Za-z])(?P<area>[1-9]\d{{5}}){_SEP}(?P<birth>\d{{4}}{_SEP}\d{{4}}){_SEP}(?P<last>\d{{3}}[\dXx])"
    r"(?![0-9A-Za-z])"
)
#: Not so in an account number of 18 digits.
_BIRTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
#: A number that calls itself one but has not 18 places.
_LABELLED = re.compile(
    r"(?:身份证|公民身份)(?:号码?|证号|号)?[：:为是\s]{0,3}(?P<number>\d{12,24}[Xx]?)(?![0-9A-Za-z])"
)
_NOT_CARD = re.compile(r"(?:信用代码|账号|帐号|卡号|编号|条码|订单号)[^，。；\n]{0,6}$")
_MOBILE = re.compile(
    r"(?<![\d.A-Za-z+])(?:\+?86[- ]?)?(?P<number>1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![\d.]*\d)(?![A-Za-z])"
)
_TELEPHONE = re.compile(
    r"(?:手机|电话|联系方式)(?:号码?)?[：:为是\s]{0,3}(?P<number>1[3-9]\d{5,13})(?![\d-])"
)
_AMOUNT = re.compile(r"\s?[万亿]?(?:元|人|条|户|吨|千瓦|立方|平方|亩|公里|美元|斤)")


def identities(page):
    """Identity card numbers: whole ones with the last eight hidden, wrong ones by their fault."""
    seen = set()
    for match in _CARD.finditer(page.half):
        if _NOT_CARD.search(page.half, max(match.start() - 12, 0), match.start()):
            continue
        if not _BIRTH.fullmatch(_digits(match.group("birth"))):
            continue
        seen.add(match.start())
        yield _card(page, match)
    for match in _LABELLED.finditer(page.half):
        start, end = match.span("number")
        if start in seen:
            continue
        fault = "应为18位" if end - start != 18 else "出生日期不存在"
        message = f"身份证号码有误：{fault}，请核对；公开或报送前应隐去个人信息。"
        yield Finding(start, end, "identity", ERROR, message, "", _CARD_STANDARD)


def _card(page, match):
    start, end = match.span()
    digits = _digits(match.group()) + ("X" if match.group()[-1] in "xX" else "")
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS))
    if not _is_birth(digits[6:14]):
        message = "身份证号码有误：出生日期不存在，请核对；公开或报送前应隐去个人信息。"
        return Finding(start, end, "identity", ERROR, message, "", _CARD_STANDARD)
    if _CHECK_DIGITS[total % 11] != digits[-1]:
        message = "身份证号码校验位不符，号码有误，请核对；公开或报送前应隐去个人信息。"
        return Finding(start, end, "identity", ERROR, message, "", _CARD_STANDARD)
    hidden = digits[:6] + "*" * 8 + digits[14:]
    message = "文中有身份证号码，属敏感个人信息，确需保留的应隐去出生日期码。"
    return Finding(start, end, "identity", WARNING, message, hidden, _LAW)


def _digits(written):
    return re.sub("[^0-9]", "", written)


def _is_birth(written):
    try:
        date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return False
    return True


def mobiles(page):
    """Mobile numbers with the middle four hidden, and numbers named so of a wrong length."""
    for match in _MOBILE.finditer(page.half):
        if _AMOUNT.match(page.half, match.end()):
            continue
        digits = _digits(match.group("number"))
        message = "文中有手机号码，属个人信息，请删去或隐去中间四位。"
        hidden = digits[:3] + "****" + digits[7:]
        yield Finding(*match.span(), "mobile", WARNING, message, hidden, _LAW)
    for match in _TELEPHONE.finditer(page.half):
        start, end = match.span("number")
        if end - start != 11:
            message = f"手机号码应为11位，此处为{end - start}位，请核对。"
            yield Finding(start, end, "mobile", ERROR, message, "", "电信网编号计划")
