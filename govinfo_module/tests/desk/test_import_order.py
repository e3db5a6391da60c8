"""In which order the files of a room are imported means nothing."""

from itertools import groupby

from odoo.orm.models import MetaModel
from odoo.tests import TransactionCase, tagged

from ...helpers.foundation.step import Step
from ...models.foundation.govinfo_step_mixin import _table

MODULE = "govinfo_module"
#: What every class says of itself.
TECHNICAL = {
    *("__module__", "__doc__", "__slots__", "__firstlineno__", "__static_attributes__"),
    *("__dict__", "__weakref__", "_name", "_inherit", "_description", "_module"),
    "_field_definitions",
    "_table_object_definitions",
    "_own_steps",  # compared as the table they make together
}


def room_of(definition):
    """Floor and room of a class of the addon: ``models/item``."""
    return "/".join(definition.__module__.split(".")[3:5])


def reversed_rooms(definitions):
    """The classes of the addon with those of each room the other way round."""
    turned = []
    for _room, classes in groupby(definitions, room_of):
        turned += reversed(list(classes))
    return turned


class Built:
    """The classes that each model is put together from, as the platform does it for an order of imports.

    A class that builds on a model which is not there yet waits for it, as an import would.
    """

    def __init__(self, registry, definitions):
        self.bases = {}
        self.mirrors = {}
        for name, model in registry.items():
            if model._original_module != MODULE:
                self.bases[name] = [self.base(cls) for cls in model._base_classes__ if foreign(cls)]
        for _room, waiting in groupby(definitions, room_of):
            waiting = list(waiting)
            while waiting:
                left = [definition for definition in waiting if not self.add(definition)]
                assert len(left) < len(waiting), left
                waiting = left

    def base(self, cls):
        """A class as it stands among the bases: a model by its name, a definition as it is."""
        return cls._name if getattr(cls, "pool", None) else cls

    def add(self, definition):
        """Put the class on its model; False when something it builds on is missing."""
        name, parents = definition._name, [*definition._inherit, "base"]
        if not set(parents) <= self.bases.keys():
            return False
        bases = [definition]
        for parent in parents:
            bases += self.bases[name] if parent == name else [parent]
        self.bases[name] = list(reversed(dict.fromkeys(reversed(bases))))
        return True

    def mirror(self, base):
        """A plain class that stands for a model or a definition, with bases in the same order."""
        if base not in self.mirrors:
            parents = self.bases[base] if isinstance(base, str) else ()
            bases = tuple(self.mirror(parent) for parent in parents)
            self.mirrors[base] = type("Mirror", bases, {"of": base})
        return self.mirrors[base]

    def order(self, name):
        """The definitions of the model ``name``, those that win first."""
        mro = self.mirror(name).__mro__[:-1]
        return [cls.of for cls in mro if not isinstance(cls.of, str)]


def foreign(cls):
    """Whether a base of a platform's model is the platform's own."""
    return (cls._original_module if getattr(cls, "pool", None) else cls._module) != MODULE


def meanings(order):
    """What each name of a model means: the classes that say it, the last word first."""
    found = {}
    for cls in order:
        for name in vars(cls).keys() - TECHNICAL:
            found.setdefault(name, []).append(cls)
    return found


def differences(one, other):
    """Names that mean something else when the classes stand in the ``other`` order."""
    before, after = meanings(one), meanings(other)
    names = {name for name in before if before[name] != after[name]}
    steps, turned = _table(tuple(one)), _table(tuple(other))
    names |= {"step " + name for name in steps if steps[name] is not turned[name]}
    for row in steps.values():  # the first row of an action speaks for all of them
        rows = [[r for r in table.values() if r.action == row.action] for table in (steps, turned)]
        if row.action and rows[0] != rows[1]:
            names.add("rows of " + row.action)
    return names


@tagged("post_install", "-at_install")
class TestImportOrder(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.definitions = MetaModel._module_to_models__[MODULE]
        cls.names = sorted({definition._name for definition in cls.definitions})

    def test_the_platform_builds_models_so(self):
        """What is compared below is what the registry really has."""
        built = Built(self.registry, self.definitions)
        for name in self.names:
            real = [cls for cls in self.registry[name].__mro__ if not getattr(cls, "pool", None)]
            order = built.order(name)
            self.assertEqual(order, [cls for cls in real if cls in order], name)

    def test_reversing_the_imports_of_every_room_changes_nothing(self):
        built = Built(self.registry, self.definitions)
        turned = Built(self.registry, reversed_rooms(self.definitions))
        moved = 0
        for name in self.names:
            one, other = built.order(name), turned.order(name)
            self.assertEqual(set(one), set(other), name)
            moved += one != other
            with self.subTest(model=name):
                self.assertFalse(differences(one, other))
        self.assertGreater(moved, 10, "the order of files was really another")

    def test_a_method_overridden_in_its_own_room_is_found(self):
        first = type("First", (), {"_own_steps": {"go": Step()}, "action_go": 1})
        second = type("Second", (), {"_own_steps": {"go": Step()}, "action_go": 2, "other": 3})
        self.assertEqual(differences([first, second], [second, first]), {"action_go", "step go"})
        rows = [type("Row", (), {"_own_steps": {name: Step(action="go")}}) for name in "ab"]
        self.assertEqual(differences(rows, rows[::-1]), {"rows of go"})
        apart = type("Apart", (), {"_own_steps": {"come": Step()}, "action_come": 1})
        self.assertFalse(differences([first, apart], [apart, first]))
