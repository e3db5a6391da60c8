"""Two versions of a text: what both have, what came in, what went out, and by whom."""
