"""A person's clicks in a browser story, counted by the story itself."""

import unittest


class Clicks:
    """Clicks of one ``story``, of which a person needs at most ``goal``.

    Typing is not counted, nor what brings the story to where a person begins it.
    """

    def __init__(self, page, story, goal):
        self.page, self.story, self.goal, self.count = page, story, goal, 0

    def click(self, place):
        """Click ``place``, a selector or a locator."""
        self.count += 1
        target = self.page.locator(place).first if isinstance(place, str) else place
        target.click()

    def follow(self, address):
        """Open ``address`` as a click on its link in a mail does."""
        self.count += 1
        self.page.goto(address)

    def choose(self, words):
        """Type ``words`` where the cursor stands and click what is offered."""
        self.page.wait_for_selector(".o-autocomplete input:focus")
        self.page.keyboard.type(words)
        self.click(
            ".o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option):has-text('%s')" % words
        )

    def end(self):
        """Print the line of the table; fail above the goal."""
        print("story %-44s clicks %2d  goal %2d" % (self.story, self.count, self.goal), flush=True)
        unittest.TestCase().assertLessEqual(self.count, self.goal, self.story)
