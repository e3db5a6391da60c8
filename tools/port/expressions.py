"""Literal domains of 14.0's ``attrs`` as the Python expressions of 18.0's views."""

import ast

OPERATORS = {"=": "==", "!=": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
OPERATORS.update({"in": "in", "not in": "not in", "==": "==", "<>": "!="})


class PortError(Exception):
    """Something the tool does not convert; names the place and what it found."""


def read_attrs(text):
    """``{attribute: expression}`` of an ``attrs`` attribute."""
    try:
        attrs = ast.literal_eval(text.strip())
    except (SyntaxError, ValueError):
        raise PortError("attrs is not a literal dictionary: %s" % text) from None
    return {name: expression(domain) for name, domain in attrs.items()}


def expression(domain):
    """A domain (list), or a constant, as an expression of the view's fields."""
    if not isinstance(domain, (list, tuple)):
        return repr(bool(domain))
    terms = _terms(list(domain))
    return _join("and", terms)[0] if terms else "True"


def either(*expressions):
    """One expression that is true when one of ``expressions`` is; None among them is left out."""
    terms = [(text, _strength(text)) for text in expressions if text]
    return _join("or", terms)[0]


def _terms(domain):
    """The ``(text, strength)`` of each top-level term of a domain in prefix form."""
    terms = []
    for token in reversed(domain):
        if token in ("&", "|"):
            if len(terms) < 2:
                raise PortError("an operator without its terms in %r" % (domain,))
            terms.append(_join({"&": "and", "|": "or"}[token], [terms.pop(), terms.pop()]))
        elif token == "!":
            if not terms:
                raise PortError("an operator without its terms in %r" % (domain,))
            text, strength = terms.pop()
            terms.append(("not (%s)" % text if strength < 3 else "not " + text, 2))
        else:
            terms.append(_leaf(token))
    return terms[::-1]


def _leaf(leaf):
    """Strength: 4 a name, 3 a comparison, 2 ``not``, 1 ``and``, 0 ``or``."""
    if not isinstance(leaf, (list, tuple)) or len(leaf) != 3 or leaf[1] not in OPERATORS:
        raise PortError("not a literal condition: %r" % (leaf,))
    field, operator, value = leaf
    if isinstance(value, bool) and operator in ("=", "!=", "==", "<>"):
        negative = (operator in ("=", "==")) != value
        return ("not " + field, 2) if negative else (field, 4)
    if isinstance(value, tuple):
        value = list(value)
    return "%s %s %r" % (field, OPERATORS[operator], value), 3


def _join(word, terms):
    if len(terms) == 1:
        return terms[0]
    strength = {"and": 1, "or": 0}[word]
    texts = ["(%s)" % text if own < strength else text for text, own in terms]
    return (" %s " % word).join(texts), strength


def _strength(text):
    node = ast.parse(text, mode="eval").body
    if isinstance(node, ast.BoolOp):
        return 1 if isinstance(node.op, ast.And) else 0
    return 2
