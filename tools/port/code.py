"""Python files of 14.0 as 18.0 wants them."""

import ast
import re

# a name of views in quotes: "tree", "tree,form", "kanban,tree"
MODES = re.compile(r"""(["'])((?:\w+,)*)tree((?:,\w+)*)\1""")


def convert(path):
    """Rewrite one Python file."""
    text = path.read_text(encoding="utf-8")
    text = MODES.sub(r"\1\2list\3\1", text)
    text = text.replace("tree_view_ref", "list_view_ref")
    text = re.sub(r"\bgroup_operator=", "aggregator=", text)
    ast.parse(text)
    path.write_text(text, encoding="utf-8")
