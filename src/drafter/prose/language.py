"""The words of report Chinese that say how a number is meant: each once, with its meaning.

`sense_at_end` reads what a clause says right before a number, from the end backwards.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Sense(Enum):
    """What a word says of the number that follows it."""

    UP = "up"
    """By so much more: 增长, 提高."""
    DOWN = "down"
    """By so much less: 下降, 收窄."""
    UP_TO = "up to"
    """More, and now so much: 增加到, 提升至."""
    DOWN_TO = "down to"
    """Less, and now so much: 降至, 压缩到."""
    MOVED_TO = "moved to"
    """Changed, and now so much: 调整为, 变为."""
    FROM = "from"
    """What it was: 由, 从."""
    REACH = "reach"
    """So much there is: 达到, 为, 有."""
    DONE = "done"
    """So much was done in the time: 完成, 实现."""
    ADDED = "added"
    """So much has come on top: 新增, 净增."""
    SHARE = "share"
    """So much of a whole: 占."""
    ABOVE = "above"
    """By so much more than something else: 高于, 快于."""
    BELOW = "below"
    """By so much less than something else: 低于."""
    TOTAL = "total"
    """All together: 共, 合计."""
    FILL = "fill"
    """Says nothing of the number: 了, 已, 分别."""


UP_WORDS = (
    "增长", "增加", "提高", "上升", "提升", "扩大", "攀升", "回升", "上涨", "加快", "跃升", "上浮",
    "扩增", "增值", "增产", "增收", "增支", "增利", "增亏", "多收", "多支", "拉长",
    "延长", "攀高", "走高", "升高", "增大", "提速",
    "偏高", "偏多", "偏大",
    "前进", "前移", "拓展", "扩展", "壮大", "扩充", "增多", "多增", "增", "升", "涨",
)  # fmt: skip
DOWN_WORDS = (
    "减少", "下降", "降低", "回落", "缩小", "下滑", "缩短", "压缩", "压减", "收窄", "下跌", "放缓",
    "减缓", "走低", "压降", "缩减", "精简", "萎缩", "削减", "减亏", "减产", "减收", "减支", "减利",
    "少收", "少支", "下调", "后退",
    "偏低", "偏少", "偏小", "后移", "减弱", "回调", "负增长", "少增", "降幅", "减", "降", "跌",
)  # fmt: skip
MOVED_WORDS = ("调整", "变化", "变", "优化", "转变", "发展")
_TO = ("到了", "到", "至", "为", "成")
_STEADY_TO = ("稳定在", "保持在", "控制在", "维持在", "稳定到", "定为")
_REACH_WORDS = (
    "达到", "达成", "达", "为", "是", "有", "突破", "超过", "超", "拥有", "共有", "现有", "保有",
    "存有",
    "总计达", "跨过", "迈上", "站上", "跃上", "逼近", "接近", "多达",
    "已有", "尚有", "仍有", "就有", "实有", "建成", "建有", "已建成", "计有", "在", "仅有", "只有",
    "达标",
)  # fmt: skip
_DONE_WORDS = ("完成", "实现", "累计", "办结", "达成")  # fmt: skip
_ADDED_WORDS = (
    "新增", "净增加", "净增", "新建", "新认定", "新培育", "新引进", "新签约", "新签", "新获批",
    "新获",
    "新建成", "新入库", "新登记", "新注册", "新备案", "新设立", "新开工", "新开", "新设", "新发展",
    "多完成",
    "净减少", "淘汰", "关停", "再增", "新改扩建", "新改建",
)  # fmt: skip
_BELOW_WORDS = ("低于", "慢于", "少于", "落后于", "落后", "小于")
_TOTAL_WORDS = ("合计", "总计", "共计", "一共", "总共", "共", "全部")
_FILL_WORDS = (
    "了", "已", "已经", "的", "约", "近", "仅", "就", "又", "也", "均", "都", "只", "再", "则",
    "可", "将",
    "要", "分别", "大约", "超额", "累计", "年均", "平均", "持续", "连续", "首次", "历史性", "成功",
    "有望",
    "进一步", "同步", "明显", "大幅", "小幅", "逆势", "实际", "名义", "同比", "环比", "预计",
    "预测", "力争", "确保", "同口径",
    "全年", "全", "达", "其中", "高达", "总体", "整体", "快速", "稳步", "平稳", "较快", "继续",
    "基本",
)  # fmt: skip


def _table() -> dict[str, Sense]:
    table: dict[str, Sense] = dict.fromkeys(_FILL_WORDS, Sense.FILL)
    for words, sense in (
        (_TOTAL_WORDS, Sense.TOTAL),
        (_DONE_WORDS, Sense.DONE),
        (_REACH_WORDS, Sense.REACH),
        (_ADDED_WORDS, Sense.ADDED),
        (_BELOW_WORDS, Sense.BELOW),
        (UP_WORDS, Sense.UP),
        (DOWN_WORDS, Sense.DOWN),
        (("由", "从"), Sense.FROM),
        (("占到", "占比达到", "占"), Sense.SHARE),
    ):
        table |= dict.fromkeys(words, sense)
    for words, sense in (
        (UP_WORDS, Sense.UP_TO),
        (DOWN_WORDS, Sense.DOWN_TO),
        (MOVED_WORDS, Sense.MOVED_TO),
    ):
        table |= {word + to: sense for word in words for to in _TO}
    table |= dict.fromkeys(_STEADY_TO, Sense.REACH)
    table["达到"] = table["达"] = Sense.REACH
    return table


class Word(Struct, frozen=True):
    """A word at the end of a stretch, where it begins and its meaning."""

    start: int
    text: str
    sense: Sense


def _by_last_character() -> dict[str, list[tuple[str, Sense]]]:
    words: dict[str, list[tuple[str, Sense]]] = {}
    for word, sense in sorted(_table().items(), key=lambda entry: -len(entry[0])):
        words.setdefault(word[-1], []).append((word, sense))
    return words


_BY_LAST_CHARACTER = _by_last_character()
"""The words, the longest first, by the character that they end in."""


def word_at_end(text: str) -> Word | None:
    """The longest word with a meaning that the text ends with."""
    for word, sense in _BY_LAST_CHARACTER.get(text[-1:], ()):
        if text.endswith(word):
            return Word(len(text) - len(word), word, sense)
    return None


RATE_NOUNS = (
    "率",
    "比重",
    "占比",
    "比例",
    "投入强度",
    "研发强度",
    "增速",
    "增幅",
    "降幅",
    "涨幅",
    "跌幅",
    "份额",
    "幅度",
)
"""How the name of what is measured in per cent ends: its changes are 百分点."""
TO_SENSES = (Sense.UP_TO, Sense.DOWN_TO, Sense.MOVED_TO, Sense.REACH)
"""What says that an amount has come to so much: 增加到, 降至, 调整为, 达到."""
GROWTH_NOUNS = ("增速", "增幅", "降幅", "涨幅", "跌幅", "增长率", "增长速度", "升幅")
"""Names of a growth: what is said of them is said of the growth of the subject before."""
MORE_OR_LESS = frozenset("多少高低超")
MORE = "(?:多|少|高|低|超)(?:出|收|支|蓄|产|销|接待|发放?|拨付?|缴|建|办|招|争取|投入?|完成)?"
"""Words of a difference that are verbs only behind what they compare with: 比上年多9.6件."""
SHARE_NOUNS = ("占比", "比重", "比例", "份额")
"""Names of a share, of which the same holds where a share was told."""
NO_RATES = (
    "生产率", "效率", "速率", "功率", "汇率", "频率", "利率", "周转率", "存贷比", "收入比",
    "强度指数",
    "人均率", "费率", "发生率", "死亡率", "出生率", "犯罪率", "发案率", "病死率", "倍率",
)  # fmt: skip
"""Names that end so and are no share of a whole: they may change by per cent, or pass 100."""
AMOUNT_NOUNS = (
    "总值", "增加值", "产值", "投资", "收入", "支出", "总额", "零售额", "销售额", "成交额",
    "交易额", "进出口",
    "出口", "进口", "税收", "利润", "产量", "用电量", "发电量", "货运量", "客运量", "吞吐量",
    "面积", "余额",
    "存款", "贷款", "数量", "总数", "户数", "家数", "人数", "件数", "授权量", "营业额", "贸易额",
    "消费",
)  # fmt: skip
"""How the name of an amount ends: its growth is in per cent."""


def is_rate_name(subject: str) -> bool:
    """Whether the name says that a share or growth in per cent is meant."""
    is_share = not subject.endswith(NO_RATES) or subject.endswith("贫困发生率")
    return is_share and subject.endswith(RATE_NOUNS)


def is_amount_name(subject: str) -> bool:
    """Whether the name says that an amount is meant."""
    counted = subject.endswith("数") and not subject.endswith(
        ("指数", "系数", "分数", "倍数", "基数")
    )
    return counted or subject.endswith(AMOUNT_NOUNS)
