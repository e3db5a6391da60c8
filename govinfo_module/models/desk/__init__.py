from . import govinfo_desk
from . import govinfo_desk_leader
from . import govinfo_desk_office
from . import govinfo_desk_unit
from . import govinfo_desk_waiting
from . import govinfo_desk_words
from . import ir_ui_menu
from . import govinfo_setup_task
