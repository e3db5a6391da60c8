{
    "name": "Government Information",
    "summary": "Info items, commissions, publications, assessment and notices of a county",
    "version": "1.0",
    "category": "Productivity/Government Information",
    "author": "govinfo_module contributors",
    "license": "LGPL-3",
    "depends": [
        "calendar",
        "mail",
        "resource",
    ],
    "external_dependencies": {
        "python": [
            "docx",
            "lxml",
            "mammoth",
            "openpyxl",
            "rapidfuzz",
            "reportlab",
        ],
    },
    "data": [
        "security/govinfo_groups.xml",
    ],
    "demo": [],
    "application": True,
    "installable": True,
}
