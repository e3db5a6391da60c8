"""An issue of a county publication (普刊、专报、参阅)."""

from datetime import date

from ..gongwen import Bulletin, BulletinItem, html_to_blocks

SECRECY = {"work_secret": "工作秘密"}


def issue_document(issue, load_picture=None):
    """The issue as a document.

    ``issue``: ``masthead``, ``kind``, ``number`` (0 while there is none), ``serial`` (0: not printed),
    ``organ``, ``date`` (ISO), ``secrecy``, ``head_notice``, ``signer``, ``compiler``, ``editor_note``,
    ``report_to``, ``send_to``, ``copy_to``, ``print_run`` and ``pieces`` (``title``, ``body`` as HTML,
    ``source``). ``load_picture``: see ``gongwen.html_to_blocks``.
    """
    special = issue["kind"] == "special"
    names = [("责任编辑", issue["compiler"])]
    if not special:  # a special report names who signed it in its head
        names.append(("签发", issue["signer"]))
    return Bulletin(
        masthead=issue["masthead"],
        number=issue["number"],
        total=issue["serial"] or None,
        organ=issue["organ"],
        date=date.fromisoformat(issue["date"]),
        secrecy=SECRECY.get(issue["secrecy"], ""),
        notice="" if issue["secrecy"] == "public" else issue["head_notice"],
        signer=issue["signer"] if special else "",
        editor_note=issue["editor_note"],
        items=[
            BulletinItem(
                title=piece["title"],
                blocks=html_to_blocks(piece["body"], load_picture),
                source=piece["source"],
            )
            for piece in issue["pieces"]
        ],
        report_to=issue["report_to"],
        send_to=issue["send_to"],
        copy_to=issue["copy_to"],
        editor="　".join("%s：%s" % (label, name) for label, name in names if name),
        print_run=issue["print_run"] or None,
        contents=issue["kind"] == "bulletin" and len(issue["pieces"]) > 2,
    )
