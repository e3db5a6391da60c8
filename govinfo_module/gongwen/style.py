"""Every measure of the standard in one place, with its clause of GB/T 9704-2012. Lengths are points unless said."""

import datetime
from dataclasses import dataclass

MM = 72 / 25.4

# 5.1, 5.2.1: paper and type area
PAPER = (210 * MM, 297 * MM)
TOP, LEFT = 37 * MM, 28 * MM
AREA = (156 * MM, 225 * MM)
# 5.2.3: 28 characters fill a line, 22 lines fill the page
COLUMNS, LINES = 28, 22
SIZE = AREA[0] / COLUMNS  # 15.79: the 16 of word processors makes the line 2 mm too wide
PITCH = (AREA[1] - SIZE) / (
    LINES - 1
)  # 29.62: first line's top and last line's foot touch the type area
TIGHT_PITCH = 28.0  # 7.3.5.4: the line pitch may give way so that seal and date find room
ASCENT = 0.88  # of the em box; the fonts' own ascents differ too much to be used

# type sizes (字号)
SIZE_1, SIZE_2, SIZE_4 = 26.0, 22.0, 14.0
TITLE_PITCH = 32.0  # rows of a title; n of them fit into n rows of the grid

# 7.2: head of the file format
MARK_TOP = 35 * MM  # under the type area's top
MARK_HEIGHT = (
    17.25 * MM
)  # free by the standard; this one puts the number two rows lower on the grid
MARK_SQUEEZE = 0.5  # a long name is set narrower down to this, then smaller
LINE_GAP = 4 * MM  # number to red line
RED_LINE = 1.5  # weight is not given; common practice
# 7.3: body
INDENT = 2
SEALED_RIGHT, UNSEALED_RIGHT = 4, 2  # characters to the right of the date, 7.3.5.1 and 7.3.5.2
TABLE_GAP = SIZE / 3  # below a table, at least
TAIL_COMPANY = 2  # rows of text that stay with signature and date
# 7.4: imprint
IMPRINT_SIZE, IMPRINT_PITCH, IMPRINT_PAD = SIZE_4, 22.0, 3.0
IMPRINT_LEAST = 0.2  # of the size: how small an overlong imprint may become
IMPRINT_OUTER, IMPRINT_INNER = 0.35 * MM, 0.25 * MM
# 7.5: page number
NUMBER_DROP = 7 * MM  # the dash under the type area
# 10.1: letter format
LETTER_MARK_TOP = 30 * MM  # from the paper's edge
LETTER_LINE_GAP = 4 * MM
LETTER_FOOT = 20 * MM  # from the paper's lower edge
LETTER_RULE = 170 * MM
LEFT_OUTSIDE = (PAPER[0] - LETTER_RULE) / 2 - LEFT  # of the type area
RIGHT_OUTSIDE = LEFT + AREA[0] - (PAPER[0] + LETTER_RULE) / 2
LETTER_THICK, LETTER_THIN, LETTER_SPLIT = 2.25, 0.75, 1.5
LETTER_BELOW = SIZE * 7 / 8  # first double line to the number

# bulletins, slips, certificates: no standard; common practice
MASTHEAD_TOP, MASTHEAD_HEIGHT = 11.5 * MM, 15 * MM
MASTHEAD_ROWS = 3  # rows above the number; the red line then closes the first third
SLIP_MARK_HEIGHT = 12 * MM
CERTIFICATE_BORDER = ((12 * MM, 3.0), (14 * MM, 0.75))  # inset and weight
CERTIFICATE_LEFT, CERTIFICATE_TOP, CERTIFICATE_TITLE = 42 * MM, 34 * MM, 18 * MM
CERTIFICATE_TEXT, CERTIFICATE_FOOT, CERTIFICATE_LEADING = 72 * MM, 60 * MM, 1.7

# tables: the standard gives no weights or sizes; common practice
TABLE_OUTER, TABLE_INNER = 1.0, 0.5
TABLE_SIZES = (12.0, 10.5, 9.0)
FORM_SIZE = 14.0
TABLE_LEADING = 1.4
TABLE_PAD = (4.0, 3.5)

RED = {"cmyk": (0, 0.8, 0.8, 0), "rgb": (1, 0, 0)}  # 5.2.4: Y80 M80
BLACK = {"cmyk": (0, 0, 0, 1), "rgb": (0, 0, 0)}


@dataclass(frozen=True)
class Options:
    """Where offices deviate from the standard; the standard is the default.

    ``pitch``: line pitch in points. ``mirrored``: 28 mm at the binding edge of both sides.
    ``colour``: cmyk as the standard says, or rgb for the red of word processors.
    ``centred_numbers``: page numbers in the middle.
    ``duplex``: printed on both sides, so that the imprint is on an even page.
    ``stamp``: creation time written into the file; by default the document's own date.
    """

    pitch: float = PITCH
    mirrored: bool = False
    colour: str = "cmyk"
    centred_numbers: bool = False
    duplex: bool = True
    stamp: datetime.datetime | None = None


@dataclass(frozen=True)
class Frame:
    """The type area that rows are laid into: ``turned`` when the page's contents lie sideways."""

    width: float = AREA[0]
    height: float = AREA[1]
    turned: bool = False


UPRIGHT = Frame()
SIDEWAYS = Frame(AREA[1], AREA[0], True)
