"""Lines of a title: words stay whole, and the lines form a trapezium or a diamond (7.3.1)."""

from .breaking import break_lines, may_break

# Words that a title of this kind of document should not be broken in. A user's own line break always wins.
WORDS = (
    "关于 通报 通知 通告 公告 报告 请示 批复 意见 决定 纪要 方案 办法 规定 细则 "
    "告知书 约稿 简报 专报 参阅 情况 工作 政务 信息 政务信息 采用 录用 报送 考核 "
    "计分 积分 排名 得分 县政府 市政府 省政府 人民政府 政府 办公室 办公厅 乡镇 "
    "街道 部门 单位 县直 全县 全市 全省 全国 第一季度 第二季度 第三季度 第四季度 "
    "季度 上半年 下半年 年度 先进 集体 个人 表彰 表扬 通报表扬 印发 转发 召开 "
    "会议 做好 进一步 加强 推进 开展 组织 实施 落实 建设 发展 经济 社会 农业 "
    "农村 工业 企业 项目 安全 生产 安全生产 应急 管理 服务 改革 创新 环境 生态 "
    "教育 卫生 健康 文化 旅游 交通 财政 税收 投资 招商 引资 营商 乡村 振兴 民生 "
    "保障 就业 问题 整改 调研 督查 检查 培训 编辑 有关 事项 要点 重点 任务 目标 "
    "责任 制度 机制 领导 干部 群众 建议 对策 思考 措施 成效 现状 分析 预警 突发 "
    "事件 汇总 明细 一览表 统计表 名单 附件 名次 分值 完成 未完成 约稿完成 说明 "
    "老旧小区 小区 社区 居民 村民 农民 困难 群体 反映 三方面 几点 多措并举 取得 "
    "阶段性 显著 明显 我县 我市 我省 小微 融资 金融 银行 贷款 调查 研究 存在 "
    "影响 增长 下降 提升 提高 促进 加快 推动 深化 优化 完善 健全 强化 巩固 拓展 "
    "启动 全面 持续 有序 扎实 稳步 高质量 绿色 数字 数字化 智能 科技 产业 园区 "
    "开发区 工业园区 制造业 服务业 种植 养殖 秋粮 粮食 耕地 保护 防汛 抗旱 森林 "
    "防火 地质 灾害 风险 隐患 排查 治理 污染 水利 电力 供水 供电 能源 交通运输 "
    "公路 铁路 城乡 城市 基层 党建 党委 县委 市委 省委 人大 政协 纪委 法院 "
    "检察院 公安 司法 信访 矛盾 纠纷 化解 社会治理 网格 志愿 人才 创业 医疗 医保 "
    "养老 托育 住房 社保 救助 扶贫 脱贫 攻坚 试点 示范 典型 经验 做法 值得 关注 "
    "亟待 亟需 解决 应对 防范 防控 疫情 价格 市场 消费 外贸 出口 进口 电商 物流 "
    "快递 旅游业 景区 文明 创建 评选 先进集体 先进个人 先进单位 一季度 二季度 "
    "三季度 四季度 月份 前三季度 采用情况 告知 结果 成绩 年终 季度考核 会议纪要 "
    "领导小组 委员会 指挥部 管理办法 实施方案 工作方案 工作要点 工作情况 指导意见 "
    "若干 进一步做好"
).split()
_WORDS = frozenset(WORDS)
_LONGEST = max(map(len, WORDS))
_TIED = frozenset("年月日号第季度届次个名条期名项%")  # stay with the number before them
# Costs of a break where a word is torn, within or between unknown words, and after a pause; more in quotes.
_HEAVY, _UNKNOWN, _PAUSE, _QUOTED = 60.0, 12.0, -6.0, 15.0
_OFF = 0.35  # cost of a line one character off its shape, growing by the square
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
                    ways.append((cost + costs[stop] + _OFF * off * off, (*breaks, stop)))
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
    """What a break before each character costs, the end nothing; None where there must be none."""
    edges = _word_edges(text)
    costs = [None]
    for i in range(1, len(text)):
        if not may_break(text[i - 1], text[i]):
            costs.append(None)
        elif text[i] in "的了等和与" or (text[i - 1].isdigit() and text[i] in _TIED):
            costs.append(_HEAVY)
        elif text[i - 1] in "，；：。？！":
            costs.append(_PAUSE)
        elif text[i - 1] in "的、》”）" or text[i] in "《“":
            costs.append(0.0)
        else:
            costs.append(1.0 if i in edges else _UNKNOWN)
        if costs[-1] is not None and _open_at(text, i):
            costs[-1] += _QUOTED
    return [*costs, 0.0]


def _open_at(text, i):
    """Whether a break before character ``i`` falls within quotes or the marks of a title."""
    return any(text.count(a, 0, i) > text.count(b, 0, i) for a, b in ("《》", "“”"))


def _word_edges(text):
    """Places where a known word begins or ends, by longest match from the left."""
    edges, i = set(), 0
    while i < len(text):
        word = next((n for n in range(_LONGEST, 1, -1) if text[i : i + n] in _WORDS), 1)
        if word > 1:
            edges |= {i, i + word}
        i += word
    return edges
