"""The house rules a reader cannot check by eye: which room may name which, and that all tests run."""

import ast
import re
from pathlib import Path

from lxml import etree

from .pure import PureCase, tagged

ADDON = Path(__file__).resolve().parent.parent
# Each room knows those before it.
ROOMS = (
    "foundation",
    "county",
    "item",
    "commission",
    "publication",
    "upward",
    "instruction",
    "assessment",
    "notice",
    "disclosure",
    "analysis",
    "desk",
)
PURE = ("scoring", "gongwen", "exchange", "documents", "checking", "facts")
# documents are worded with the content classes of gongwen, and nothing else
BRIDGES = {("documents", "gongwen")}
FLOORS = ("helpers", "models", "wizards")
MODEL = re.compile(r"govinfo(\.[a-z]+)+")
XMLID = re.compile(r"(?:govinfo_module\.)?(\w+)")
# %(name)d in views
ACTION = re.compile(r"%\(([\w.]+)\)d")
# xml ids of models, made by the platform
OF_MODEL = re.compile(r"model_govinfo_\w+")


def imported_names(path):
    """Yield ``(level, module, names)`` of each import statement of a file."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield 0, alias.name, ()
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or "", [alias.name for alias in node.names]


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path):
    """The room a file stands in, or None."""
    parts = path.relative_to(ADDON).parts
    return next((part for part in parts if part in ROOMS), None)


def python_files():
    for floor in FLOORS:
        yield from sorted((ADDON / floor).rglob("*.py"))


def data_files():
    for floor in ("views", "wizards", "security", "data"):
        for path in sorted((ADDON / floor).rglob("*.xml")):
            if room_of(path):
                yield path, etree.parse(str(path)).getroot()


def class_attribute(node, name):
    """The literal value of the attribute ``name`` of a class, or None."""
    for part in node.body:
        if isinstance(part, ast.Assign) and getattr(part.targets[0], "id", "") == name:
            try:
                return ast.literal_eval(part.value)
            except ValueError:
                return None
    return None


def models_in(path):
    """Yield ``(class, model)`` of each class of a model that a file defines or extends."""
    for node in parsed(path).body:
        if isinstance(node, ast.ClassDef):
            model = class_attribute(node, "_name") or class_attribute(node, "_inherit")
            if isinstance(model, str):
                yield node.name, model


def owners_of_models():
    """``{model: room}``: where each model is defined, not where it is extended."""
    owners = {}
    for path in python_files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                name, inherited = (class_attribute(node, n) for n in ("_name", "_inherit"))
                inherited = [inherited] if isinstance(inherited, str) else inherited or []
                if name and name not in inherited:
                    owners[name] = room_of(path)
    return owners


def owners_of_xmlids():
    """``{xml id: room}`` of the data files that stand in a room."""
    return {
        node.get("id"): room_of(path)
        for path, root in data_files()
        for node in root.iter("record", "template", "menuitem")
        if node.get("id")
    }


def names_in_python(path):
    """Every string in ``path`` that may be the name of a model or an xml id, with its line."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def names_in_data(root):
    """Every xml id, and every model, that a data file names, with its line."""
    for node in root.iter(etree.Element):
        for name in ("ref", "inherit_id", "parent", "action", "t-call"):
            if node.get(name):
                yield node.sourceline, node.get(name)
        for value in node.attrib.values():
            for found in ACTION.findall(value) + re.findall(r"ref\('([\w.]+)'\)", value):
                yield node.sourceline, found
        if node.tag == "field" and node.get("name") in ("model", "res_model") and node.text:
            yield node.sourceline, node.text.strip()


def owner_of(name, models, xmlids):
    """The room of what ``name`` names, or None: a model, the xml id of a model, or another xml id."""
    if MODEL.fullmatch(name):
        return models.get(name)
    found = XMLID.fullmatch(name)
    if not found:
        return None
    short = found.group(1)
    if OF_MODEL.fullmatch(short):
        short = short[len("model_") :]
        return next((r for m, r in models.items() if m.replace(".", "_") == short), None)
    return xmlids.get(short)


def arrows_back(names, room, models, xmlids):
    """What a file of ``room`` names that stands in a later room: ``(line, name, room)``."""
    for line, name in names:
        owner = owner_of(name, models, xmlids)
        if owner and ROOMS.index(owner) > ROOMS.index(room):
            yield line, name, owner


def arrows():
    """``{room: the other rooms it names}``, by import, model or xml id: the drawing of the house."""
    models, xmlids = owners_of_models(), owners_of_xmlids()
    found = {room: set() for room in ROOMS}
    for path in python_files():
        if room_of(path):
            own = found[room_of(path)]
            own.update(owner_of(name, models, xmlids) for _line, name in names_in_python(path))
            for level, module, names in imported_names(path):
                own.update(set(ROOMS) & {*module.split("."), *names} if level > 1 else ())
    for path, root in data_files():
        names = names_in_data(root)
        found[room_of(path)].update(owner_of(name, models, xmlids) for _line, name in names)
    return {room: [r for r in ROOMS if r in own - {room}] for room, own in found.items()}


@tagged("post_install", "-at_install")
class TestLayers(PureCase):
    def test_rooms_name_only_earlier_rooms(self):
        models, xmlids = owners_of_models(), owners_of_xmlids()
        self.assertGreater(len(models), 60)
        self.assertGreater(len(xmlids), 200)
        named = 0
        files = [(path, names_in_python(path)) for path in python_files() if room_of(path)]
        files += [(path, names_in_data(root)) for path, root in data_files()]
        for path, names in files:
            names = list(names)
            named += len(names)
            for line, name, owner in arrows_back(names, room_of(path), models, xmlids):
                with self.subTest(file="%s:%d" % (path.relative_to(ADDON), line)):
                    self.fail("%s stands in the later room %s" % (name, owner))
        self.assertGreater(named, 5000)

    def test_rooms_import_only_earlier_rooms(self):
        for path in python_files():
            room = room_of(path)
            for level, module, names in imported_names(path):
                parts = [*module.split("."), *names] if level > 1 else []
                for part in set(parts) & set(ROOMS) if room else ():
                    with self.subTest(file=str(path.relative_to(ADDON)), module=module):
                        self.assertLessEqual(ROOMS.index(part), ROOMS.index(room))

    def test_a_backward_arrow_is_found(self):
        models = {"govinfo.notice": "notice", "govinfo.item": "item"}
        xmlids = {"govinfo_notice_action": "notice"}
        names = [
            (1, "govinfo.notice"),
            (2, "govinfo.item"),
            (3, "govinfo_module.govinfo_notice_action"),
        ]
        names.append((4, "model_govinfo_notice"))
        found = arrows_back(names, "commission", models, xmlids)
        self.assertEqual([line for line, _name, _room in found], [1, 3, 4])
        self.assertFalse(list(arrows_back(names, "notice", models, xmlids)))

    def test_every_file_stands_in_a_room(self):
        for floor in (*FLOORS, "views"):
            for path in sorted((ADDON / floor).rglob("*.*")):
                if path.suffix in (".py", ".xml", ".sql") and path.parent != ADDON / floor:
                    with self.subTest(file=str(path.relative_to(ADDON))):
                        self.assertIn(path.relative_to(ADDON / floor).parts[0], ROOMS)
            loose = {path.name for path in (ADDON / floor).glob("*.*")} - {"__init__.py"}
            self.assertFalse(loose, floor)

    def test_a_file_of_models_holds_one_named_as_it_is(self):
        """A model's topics have files of their own, named after model and topic."""
        for floor in ("models", "wizards"):
            for path in sorted((ADDON / floor).rglob("*.py")):
                if path.stem == "__init__":
                    continue
                with self.subTest(file=str(path.relative_to(ADDON))):
                    ((name, model),) = models_in(path)
                    own = model.replace(".", "_")
                    self.assertTrue(path.stem == own or path.stem.startswith(own + "_"), model)
                    self.assertEqual(name, "".join(map(str.capitalize, own.split("_"))))

    def test_helpers_hold_no_models(self):
        for path in sorted((ADDON / "helpers").rglob("*.py")):
            self.assertFalse(list(models_in(path)), path)

    def test_pure_packages_import_no_odoo(self):
        for package in PURE:
            for path in sorted((ADDON / package).rglob("*.py")):
                depth = len(path.relative_to(ADDON / package).parts)
                for level, module, _names in imported_names(path):
                    bridge = (package, module.split(".")[0]) in BRIDGES
                    with self.subTest(file=str(path.relative_to(ADDON)), module=module):
                        self.assertNotEqual(module.split(".")[0], "odoo")
                        self.assertLessEqual(level, depth + bridge, "reaches outside its package")

    def test_every_test_file_is_imported(self):
        listed = {
            name
            for _level, _module, names in imported_names(ADDON / "tests" / "__init__.py")
            for name in names
        }
        files = {path.stem for path in (ADDON / "tests").rglob("test_*.py")}
        self.assertEqual(files, listed)
