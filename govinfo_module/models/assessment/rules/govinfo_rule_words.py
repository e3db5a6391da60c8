"""Which facts a rule is about, in words: the noun phrases its sentence is made of."""

from ast import literal_eval

from odoo import _, models

from ....helpers.assessment.ruleset_values import FACT_MODELS
from ....helpers.foundation.readable import number_text

OPERATORS = ("=", "!=", ">", ">=", "<", "<=", "in", "ilike", "like")


class GovinfoRule(models.Model):
    """The words for a rule's basis and filters; ``govinfo_rule_sentence`` makes sentences of them.

    Everything is put together from whole phrases with named places, so that each language orders them
    as it needs.
    """

    _inherit = "govinfo.rule"

    # One after the other by whole phrases: signs alone are no terms for the translator.

    def _listed(self, names):
        """Names as a list."""
        return self._joined(names, _("%(first)s, %(next)s"))

    def _clauses(self, texts):
        """Parts of a sentence, empty ones left out."""
        return self._joined(filter(None, texts), _("%(first)s; %(next)s"))

    def _joined(self, texts, pattern):
        texts = iter(texts)
        joined = next(texts, "")
        for text in texts:
            joined = pattern % {"first": joined, "next": text}
        return joined

    def _full_stop(self, text):
        """``text`` as a sentence."""
        return _("%(sentence)s.", sentence=text[:1].upper() + text[1:])

    def _choice(self, name):
        """The label of a selection field's value."""
        return dict(self._fields[name]._description_selection(self.env)).get(self[name], "")

    # -- facts -------------------------------------------------------------------------------

    def _fact_words(self):
        """What one fact of the rule is; a phrase that points can be given for."""
        words = {
            "submission": self._submission_words,
            "adoption": self._adoption_words,
            "instruction": self._instruction_words,
            "upload": self._upload_words,
            "commission": self._commission_words,
            "incident": self._incident_words,
            "followup": self._followup_words,
            "training": self._training_words,
            "response": self._response_words,
            "manual": self._manual_words,
        }
        if self.basis not in words:
            return _("(which facts is not chosen yet)")
        text = words[self.basis]()
        condition = self._condition_words(self.domain)
        if condition:
            text = _("%(fact)s, provided that %(condition)s", fact=text, condition=condition)
        return text

    def _item_words(self):
        text = _("items")
        if self.category_ids:
            text = _("%s items", self._listed(self.category_ids.mapped("name")))
        if self.commissioned == "yes":
            text = _("commissioned %s", text)
        elif self.commissioned == "no":
            text = _("%s not commissioned", text)
        if self.adopted == "yes":
            text = _("adopted %s", text)
        elif self.adopted == "no":
            text = _("%s not adopted", text)
        return text

    def _paper_words(self):
        """The publications that adopt, empty for any."""
        levels = {
            "county": _("county publications"),
            "city": _("city publications"),
            "province": _("province publications"),
            "national": _("national publications"),
        }
        names = self._listed(self.publication_ids.mapped("name"))
        level = levels.get(self.level, "") if self.basis == "adoption" else ""
        if level and names:
            return _("%(level)s (%(names)s)", level=level, names=names)
        return level or names

    def _submission_words(self):
        return _("sending %s", self._item_words())

    def _adoption_words(self):
        items, paper = self._item_words(), self._paper_words()
        mode = self._mode_words()
        if paper and mode:
            return _("%(items)s adopted %(mode)s by %(paper)s", items=items, mode=mode, paper=paper)
        if paper:
            return _("%(items)s adopted by %(paper)s", items=items, paper=paper)
        if mode:
            return _("%(items)s adopted %(mode)s", items=items, mode=mode)
        return _("%s adopted", items)

    def _mode_words(self):
        return {
            "full": _("in full"),
            "brief": _("in brief"),
            "composite": _("in a composite"),
            "excerpt": _("in excerpts"),
            "title": _("by title"),
        }.get(self.mode, "")

    def _instruction_words(self):
        items, paper = self._item_words(), self._paper_words()
        if paper:
            items = _("%(items)s that %(paper)s adopted", items=items, paper=paper)
        return _("%(items)s with an instruction by %(leader)s", items=items, leader=self._leader())

    def _leader(self):
        leaders = {
            "county": _("a county leader"),
            "city": _("a city leader"),
            "province": _("a province leader"),
            "national": _("a national leader"),
        }
        leader = leaders.get(self.level) or _("a leader")
        if self.leader_rank:
            rank = self._choice("leader_rank")
            leader = _("%(leader)s (%(rank)s)", leader=leader, rank=rank)
        return leader

    def _upload_words(self):
        items, paper = self._item_words(), self._paper_words()
        if paper:
            items = _("%(items)s that %(paper)s adopted", items=items, paper=paper)
        texts = {
            "city": _("sending %s up to the city"),
            "province": _("sending %s up to the province"),
            "national": _("sending %s up to the central offices"),
        }
        text = texts.get(self.level) or _("sending %s upward")
        return text % items

    def _commission_words(self):
        origins = {
            "own": _("a commission of the unit's own"),
            "county": _("a commission of the county"),
            "city": _("a commission of the city"),
            "province": _("a commission of the province"),
            "national": _("a national commission"),
        }
        texts = {
            "done": _("%s answered in time"),
            "late": _("%s answered late"),
            "missed": _("%s not answered"),
        }
        text = texts.get(self.outcome) or _("%s ended, in time or not")
        return text % (origins.get(self.level) or _("a commission"))

    def _incident_words(self):
        kinds = {
            "late": _("a late report"),
            "omitted": _("an omitted report"),
            "concealed": _("a concealed report"),
            "false": _("a false report"),
            "error": _("an error of fact"),
            "format": _("an error of form"),
            "plagiarism": _("plagiarism"),
            "criticism": _("criticism by superiors"),
            "breach": _("a breach of secrecy"),
            "other": _("another incident"),
        }
        kind = kinds.get(self.incident_kind) or _("an incident")
        texts = {
            "none": _("%s without a notice"),
            "county": _("%s named in a notice of the county"),
            "city": _("%s named in a notice of the city"),
            "province": _("%s named in a notice of the province"),
            "national": _("%s named in a national notice"),
        }
        text = texts.get(self.level) or _("%s on record")
        return text % kind

    def _followup_words(self):
        texts = {
            "done": _("feedback on an instruction in time"),
            "late": _("feedback on an instruction late"),
            "overdue": _("feedback on an instruction overdue"),
        }
        return texts.get(self.outcome) or _("feedback on an instruction, in time or not")

    def _training_words(self):
        return _("attending a training")

    def _response_words(self):
        texts = {
            "useful": _("%s that a unit found useful"),
            "some": _("%s that a unit found of some use"),
            "none": _("%s that a unit found of no use"),
        }
        return (texts.get(self.outcome) or _("%s that a unit answered on")) % self._item_words()

    def _manual_words(self):
        return _('adjustments entered under "%s"', self.name or "")

    # -- conditions --------------------------------------------------------------------------

    def _condition_words(self, text):
        """A further condition in words; what is too involved for a sentence is only mentioned."""
        try:
            terms = [term for term in literal_eval(text or "[]") if term != "&"]
        except (ValueError, SyntaxError, TypeError):
            return _("a further condition holds")
        if not terms:
            return ""
        words = [self._term_words(term) for term in terms]
        if not all(words):
            return _("a further condition holds")
        return self._joined(words, _("%(first)s and %(next)s"))

    def _term_words(self, term):
        """One term of a condition in words, empty when it cannot be said."""
        if not isinstance(term, (tuple, list)) or len(term) != 3 or term[1] not in OPERATORS:
            return ""
        model, labels, field = self.env[FACT_MODELS[self.basis]], [], None
        for name in str(term[0]).split("."):
            field = model._fields.get(name)
            if field is None:
                return ""
            labels.append(field._description_string(self.env))
            model = self.env[field.comodel_name] if field.relational else model
        texts = {
            "=": _("%(what)s is %(value)s"),
            "!=": _("%(what)s is not %(value)s"),
            ">": _("%(what)s is above %(value)s"),
            ">=": _("%(what)s is at least %(value)s"),
            "<": _("%(what)s is below %(value)s"),
            "<=": _("%(what)s is at most %(value)s"),
            "in": _("%(what)s is one of %(value)s"),
        }
        text = texts.get(term[1]) or _("%(what)s contains %(value)s")
        what = self._joined(labels, _("%(first)s's %(next)s"))
        return text % {"what": what, "value": self._value_words(field, term[2])}

    def _value_words(self, field, value):
        if isinstance(value, (list, tuple)):
            return self._listed([self._value_words(field, one) for one in value])
        if field.type == "boolean":
            return _("yes") if value else _("no")
        if value is False:
            return _("empty")
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, str(value))
        if field.relational and isinstance(value, int):
            return self._record_words(self.env[field.comodel_name].sudo(False).browse(value))
        return number_text(value) if isinstance(value, float) else str(value)

    def _record_words(self, record):
        """What a record is called, for who may read it; a number may stand in a domain for any record."""
        known = record.exists()
        return known.display_name if known and known.has_access("read") else _("another record")

    def _unmet_words(self, names):
        """What the filters ``names`` ask for, for a fact that does not pass them."""
        words = [self._filter_words(name) for name in names]
        return _("asks for %s", self._clauses(words)) if words else ""

    def _filter_words(self, name):
        field = self._fields[name]
        if name == "domain":
            return self._condition_words(self.domain)
        value = self._listed(self[name].mapped("name")) if field.relational else self._choice(name)
        label = field._description_string(self.env)
        return _("%(what)s: %(value)s", what=label, value=value)

    # -- units and numbers -------------------------------------------------------------------

    def _per(self, window):
        """The phrase for "in every window"."""
        return {
            "week": _("every week"),
            "month": _("every month"),
            "quarter": _("every quarter"),
            "year": _("every year"),
        }.get(window) or _("in every window")

    def _points(self, points):
        """``points`` given or taken."""
        if points < 0:
            return _("%s points off", number_text(-points))
        return _("%s points", number_text(points))
