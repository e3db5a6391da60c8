"""Lines of a title: words stay whole, and the lines form a trapezium or a diamond (7.3.1)."""

from .breaking import break_lines, may_break

# Words that a title of this kind of document should not be broken in. A user's own line break always wins.
WORDS = (
    "关于 通报 通知 通告 公告 报告 请示 批复 意见 决定 函 纪要 方案 办法 "
    "规定 细则 告知书 约稿 简报 专报 参阅 情况 工作 政务 信息 政务信息 采用 "
    "录用 报送 考核 计分 积分 排名 得分 县政府 市政府 省政府 人民政府 政府 "
    "办公室 办公厅 乡镇 街道 部门 单位 县直 全县 全市 全省 全国 第一季度 "
    "第二季度 第三季度 第四季度 季度 上半年 下半年 年度 先进 集体 个人 表彰 "
    "表扬 通报表扬 印发 转发 召开 会议 做好 进一步 加强 推进 开展 组织 实施 "
    "落实 建设 发展 经济 社会 农业 农村 工业 企业 项目 安全 生产 安全生产 "
    "应急 管理 服务 改革 创新 环境 生态 教育 卫生 健康 文化 旅游 交通 财政 "
    "税收 投资 招商 引资 营商 乡村 振兴 民生 保障 就业 问题 整改 调研 督查 "
    "检查 培训 编辑 有关 事项 要点 重点 任务 目标 责任 制度 机制 领导 干部 "
    "群众 建议 对策 思考 措施 成效 现状 分析 预警 突发 事件 汇总 明细 一览表 "
    "统计表 名单 附件 名次 分值 完成 未完成 约稿完成 说明"
).split()
_WORDS = frozenset(WORDS)
_LONGEST = max(map(len, WORDS))
_TIED = frozenset("年月日号第季度届次个名条期名项%")  # stay with the number before them
_HEAVY, _UNKNOWN = 60.0, 6.0  # costs of a break inside a word, and between unknown characters
_LINE = 8.0  # cost of each line: fewer lines are better
_REACH = 7  # characters
_SHAPES = {2: ((5, 4), (4, 5)), 3: ((3, 4, 3), (3, 3.5, 4), (4, 3.5, 3))}


def balance(glyphs, width):
    """Centred lines of a title.

    A line feed among the glyphs fixes a break; otherwise breaks fall between words, the lines unequal as the standard's
    trapezium and diamond are.
    """
    edges = [0.0]
    for glyph in glyphs:
        edges.append(edges[-1] + glyph.width)
    stops = ()
    if edges[-1] > width and all(glyph.char != "\n" for glyph in glyphs):
        costs = _costs("".join(glyph.char for glyph in glyphs))
        fewest = int(edges[-1] // width) + 1
        fits = (
            _fit(edges, costs, s, width, glyphs[0].size)
            for n in (fewest, fewest + 1)
            for s in _shapes(n)
        )
        stops = min((fit for fit in fits if fit), default=(0, ()))[1]
    parts = zip((0, *stops), (*stops, len(glyphs)))
    return [
        line
        for start, stop in parts
        for line in break_lines(glyphs[start:stop], width, align="center")
    ]


def _shapes(count):
    """Relative widths of the lines of a diamond and of trapeziums."""
    if count in _SHAPES:
        return _SHAPES[count]
    middle = (count - 1) / 2
    diamond = tuple(1.3 - 0.3 * abs(i - middle) / middle for i in range(count))
    growing = tuple(1 + 0.3 * i / (count - 1) for i in range(count))
    return diamond, growing, growing[::-1]


def _fit(edges, costs, shape, width, size):
    """``(cost, breaks)`` of the best lines near a shape, or None when no line would fit."""
    share, due, end = edges[-1] / sum(shape), 0.0, len(costs) - 1
    paths = {0: (_LINE * len(shape), ())}
    for row, part in enumerate(shape, 1):
        due += part * share
        stops = (end,) if row == len(shape) else _near(edges, costs, due, size)
        following = {}
        for stop in stops:
            ways = []
            for start, (cost, breaks) in paths.items():
                length = edges[stop] - edges[start]
                if start < stop and length <= width:
                    off = (length - part * share) / size
                    ways.append((cost + costs[stop] + off * off, (*breaks, stop)))
            if ways:
                following[stop] = min(ways)
        paths = following
    return (paths[end][0], paths[end][1][:-1]) if paths else None


def _near(edges, costs, due, size):
    """Places where a line may end, not too far from where the shape wants it."""
    return [
        i
        for i, edge in enumerate(edges)
        if costs[i] is not None and abs(edge - due) <= _REACH * size and 0 < i < len(edges) - 1
    ]


def _costs(text):
    """What a break before each character costs (the end costs nothing); None where there must be none."""
    edges, inside = _words(text)
    costs = [None]
    for i in range(1, len(text)):
        if not may_break(text[i - 1], text[i]):
            costs.append(None)
        elif i in inside or text[i] in "的了等和与" or text[i - 1].isdigit() and text[i] in _TIED:
            costs.append(_HEAVY)
        elif text[i - 1] in "的》，、；：”）" or text[i] in "《“":
            costs.append(0.0)
        else:
            costs.append(1.0 if i in edges else _UNKNOWN)
    return costs + [0.0]


def _words(text):
    """Places at the edges of known words, and those inside them, by longest match from the left."""
    edges, inside, i = set(), set(), 0
    while i < len(text):
        word = next((n for n in range(_LONGEST, 1, -1) if text[i : i + n] in _WORDS), 1)
        if word > 1:
            edges |= {i, i + word}
            inside |= set(range(i + 1, i + word))
        i += word
    return edges, inside
