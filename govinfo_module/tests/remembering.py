"""What the platform has looked up stays from test to test, as it stays from request to request.

The platform's cases have it all forgotten after each test: rights, rules, views, addresses. Looking it up
anew was a seventh of the statements of our tests. Here only what something has called out of date is
forgotten: whatever changes what is kept has to call it so, or people would work with it out of date, too.
"""

from unittest.mock import patch


class Remembering:
    """Stands before the platform's case. After the last test of a class all is forgotten, as ever."""

    def setUp(self):
        registry = self.registry
        registry.cache_invalidated.clear()  # called so by the class itself, whose tests share it
        told = dict(registry.cache_sequences)

        def forget():
            """What was called out of date within the test, whether other processes were told or not."""
            now = registry.cache_sequences
            names = registry.cache_invalidated | {name for name in now if now[name] != told[name]}
            if names:
                registry.clear_cache(*names)

        with patch.object(registry, "clear_all_caches", forget):
            super().setUp()  # says what is done at the end of the test
