"""Figures of a made-up quarter, as a notice keeps them."""


def totals(**changes):
    """Counts of a period with round numbers."""
    counts = {
        "units": 4,
        "submitted": 30,
        "uploaded": {"city": 12, "province": 5},
        "adopted": {"county": 9, "city": 3, "province": 1},
        "instructed": {"county": 2},
        "commissions": {"done": 3, "late": 1, "missed": 1},
    }
    return dict(counts, **changes)


def figures(**changes):
    """The third quarter of 2026 of a county with four units; 丙局 and 丁局 fell short."""
    rows = [
        {
            "unit": "甲镇",
            "unit_id": 1,
            "rank": 1,
            "submitted": 18,
            "adopted": 8,
            "instructed": 2,
            "total": "84.00",
        },
        {
            "unit": "乙镇",
            "unit_id": 2,
            "rank": 2,
            "submitted": 10,
            "adopted": 5,
            "instructed": 0,
            "total": "41.50",
        },
    ]
    bureaus = [
        {
            "unit": "丙局",
            "unit_id": 3,
            "rank": 1,
            "submitted": 2,
            "adopted": 0,
            "instructed": 0,
            "total": "2.00",
        },
        {
            "unit": "丁局",
            "unit_id": 4,
            "rank": 2,
            "submitted": 0,
            "adopted": 0,
            "instructed": 0,
            "total": "0.00",
        },
    ]
    result = {
        "period": {
            "name": "2026年第三季度",
            "kind": "quarter",
            "date_from": "2026-07-01",
            "date_to": "2026-09-30",
        },
        "totals": totals(),
        "previous": totals(submitted=24),
        "last_year": totals(submitted=30),
        "ranking": [
            {"category": "乡镇街道", "rows": rows},
            {"category": "县直部门", "rows": bureaus},
        ],
        "adopted": [
            {
                "unit": "甲镇",
                "unit_id": 1,
                "title": "甲镇“三个聚焦”推动春耕备耕提质增效",
                "publication": "某省政务信息",
                "level": "province",
                "date": "2026-09-10",
            }
        ],
        "commissions": [
            {
                "commission": "防汛备汛情况",
                "unit": "丁局",
                "unit_id": 4,
                "deadline": "2026-08-31 17:00",
                "state": "missed",
            },
            {
                "commission": "防汛备汛情况",
                "unit": "丙局",
                "unit_id": 3,
                "deadline": "2026-08-31 17:00",
                "state": "late",
            },
        ],
        "shortfalls": [
            {
                "unit": "丙局",
                "unit_id": 3,
                "category": "县直部门",
                "silent": False,
                "reasons": [
                    {
                        "kind": "quota",
                        "name": "每月报送2条",
                        "window": "month",
                        "basis": "submission",
                        "metric": "facts",
                        "window_end": "2026-08-31",
                        "count": "0",
                        "quota": "2",
                    },
                    {"kind": "commission", "late": 1, "missed": 0},
                ],
            },
            {
                "unit": "丁局",
                "unit_id": 4,
                "category": "县直部门",
                "silent": True,
                "reasons": [
                    {"kind": "nothing_sent"},
                    {"kind": "commission", "late": 0, "missed": 1},
                ],
            },
        ],
        "structure": [
            {"category": "动态", "count": 20},
            {"category": "经验", "count": 9},
            {"category": "调研", "count": 1},
        ],
    }
    return dict(result, **changes)


OFFICE = {
    "mark": "某县人民政府办公室文件",
    "number": "政办通报〔2026〕3号",
    "organ": "某县人民政府办公室",
    "addressee": "各乡镇人民政府（街道办事处），县直各单位：",
    "copy_to": "县委办公室，县人大常委会办公室，县政协办公室。",
    "date": "2026-10-12",
    "title": "关于2026年第三季度政务信息工作情况的通报",
}
