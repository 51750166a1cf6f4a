"""Words that are mistyped or no longer preferred, and what to write instead.

An office adds its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from drafter.lint.passages import Passage

_TABLE = """
记帐=记账 帐号=账号 帐目=账目 帐款=账款 撤消=撤销 成份=成分 按步就班=按部就班 幅射=辐射 部暑=部署
帐务=账务 帐户=账户 其它=其他 做出决定=作出决定 做出贡献=作出贡献 报导=报道 既使=即使 按装=安装
布署=部署 座落=坐落 通迅=通讯 松驰=松弛 台帐=台账 帐单=账单 转帐=转账 帐本=账本 对帐=对账
查帐=查账 入帐=入账 结帐=结账 部份=部分 复盖=覆盖 兰图=蓝图 园满=圆满 名符其实=名副其实 导至=导致
好象=好像 竟争=竞争 侯选=候选 煤碳=煤炭 渲泄=宣泄 做为=作为 决择=抉择 凑和=凑合 既将=即将 己经=已经
必需要=必须要 辩别=辨别 分岐=分歧 份量=分量 气慨=气概 震憾=震撼 粗旷=粗犷 峻工=竣工 防碍=妨碍
过份=过分 水份=水分 充份=充分 身分证=身份证 缘份=缘分 重迭=重叠 精减机构=精简机构 坚难=艰难
坚巨=艰巨 艰苦卓决=艰苦卓绝 一愁莫展=一筹莫展 不径而走=不胫而走 穿流不息=川流不息 谈笑风声=谈笑风生
世外桃园=世外桃源 甘败下风=甘拜下风 出奇不意=出其不意 各行其事=各行其是 按排=安排 安祥=安详
暴光=曝光 编篡=编纂 必竞=毕竟 布暑=部署 重峦迭嶂=重峦叠嶂 筹画=筹划 发韧=发轫 发奋图强=发愤图强
贯输=灌输 灌彻=贯彻 贯切=贯彻 急燥=急躁 即往不咎=既往不咎 记录片=纪录片 降底=降低 接合实际=结合实际
精萃=精粹 慷概=慷慨 克苦=刻苦 历尽图治=励精图治 脉博=脉搏 浅移默化=潜移默化 亲睐=青睐 倾刻=顷刻
融汇贯通=融会贯通 水笼头=水龙头 提纲契领=提纲挈领 推崇备致=推崇备至 委屈求全=委曲求全
无可非异=无可非议 泄秘=泄密 形式严峻=形势严峻 修茸=修葺 宣染=渲染 沿续=延续 严竣=严峻
言简意骇=言简意赅 因地治宜=因地制宜 影晌=影响 有持无恐=有恃无恐 渊远流长=源远流长 再接再历=再接再厉
蛛丝蚂迹=蛛丝马迹 真知卓见=真知灼见 坐阵=坐镇 座谈纪录=座谈记录 会议纪录=会议记录 综上所诉=综上所述
跟踪间效=跟踪问效 工业园驱=工业园区 高新技木=高新技术 科枝=科技 拔款=拨款 拔付=拨付 划拔=划拨
立顶=立项 顶目=项目 增涨=增长 攻艰=攻坚 攻尖克难=攻坚克难 迫不急待=迫不及待 一如继往=一如既往
再接再励=再接再厉 走头无路=走投无路 必竟=毕竟 战略新兴产业=战略性新兴产业
帮组企业=帮助企业 看展培训=开展培训 看展工作=开展工作 看展活动=开展活动 看展检查=开展检查
参差不起=参差不齐 乡村震兴=乡村振兴 生态环镜=生态环境 营商环镜=营商环境 脱贫功坚=脱贫攻坚
污染防冶=污染防治 综合整冶=综合整治 专项整冶=专项整治 基层冶理=基层治理 社会冶理=社会治理
基础设旋=基础设施 贯彻洛实=贯彻落实 实事求事=实事求是 持之以衡=持之以恒 全力以付=全力以赴
众志成成=众志成城 坚定不疑=坚定不移 卓有成郊=卓有成效 相辅相承=相辅相成 一脉相成=一脉相承
一鼓做气=一鼓作气 以身做则=以身作则 一丝不拘=一丝不苟 首当其中=首当其冲 美仑美奂=美轮美奂
天翻地复=天翻地覆 不孚重望=不负众望 独挡一面=独当一面 名列前矛=名列前茅 义不容词=义不容辞
崭露头脚=崭露头角 如火如茶=如火如荼 欣欣向容=欣欣向荣 突飞猛近=突飞猛进 循序渐近=循序渐进
有条不稳=有条不紊 未雨绸谬=未雨绸缪 防患末然=防患未然 标本兼冶=标本兼治 多措并取=多措并举
齐抓共官=齐抓共管 上下连动=上下联动 部门连动=部门联动 稳中求近=稳中求进 稳中有近=稳中有进
提质增郊=提质增效 转型生级=转型升级 产业生级=产业升级 创新区动=创新驱动 民生富祉=民生福祉
乘上启下=承上启下 坐谈会=座谈会 积极做用=积极作用 重要做用=重要作用 反应问题=反映问题
反应情况=反映情况 应保进保=应保尽保 应收进收=应收尽收 应救进救=应救尽救 应检进检=应检尽检
应退进退=应退尽退 应享进享=应享尽享 应纳进纳=应纳尽纳 应贷进贷=应贷尽贷 应治进治=应治尽治
应统进统=应统尽统 应转进转=应转尽转 应返进返=应返尽返 应补进补=应补尽补 应抢进抢=应抢尽抢
应帮进帮=应帮尽帮 应入进入=应入尽入
"""
"""What is typed, and what to write."""
WORDS: dict[str, str] = dict(pair.split("=") for pair in _TABLE.split())
_NOT_WORDS = {
    "按装": ("", "[机配备]"),
    "报导": ("[填申上呈]", "[引出则入]"),
    "布署": ("[发公颁]", "名"),
    "通迅": ("交", "速"),
    "做为": ("[叫称去]", "[难民了]"),
    "既将": ("", "[^。；]{0,20}[又也]"),
    "份量": ("[一每两三几半多]", ""),
    "部份": ("全", "额"),
    "顶目": ("[山屋]", ""),
    "己经": ("[自悦利]", "[历过营济]"),
    "安祥": ("平", "和"),
    "峻工": ("[严险]", "[程作]"),
    "暴光": ("风", "[顾电]"),
    "记录片": ("", "[段区]"),
    "增涨": ("新", "[停幅价]"),
    "拔款": ("选", "待"),
    "筹画": ("", "[展廊面]"),
    "兰图": ("[乌楼]", "[雅书片]"),
    "侯选": ("诸", ""),
    "松驰": ("", "[援骋名]"),
    "对帐": ("", "[篷幕]"),
    "入帐": ("", "[篷幕]"),
    "结帐": ("", "[篷幕]"),
    "查帐": ("", "[篷幕]"),
    "转帐": ("", "[篷幕]"),
    "复盖": ("恢", ""),
    "园满": ("", "(?![完收成结召闭举])"),
    "导至": ("[引指疏]", ""),
    "好象": ("友", "征"),
    "竟争": ("[究毕]", ""),
    "煤碳": ("原", "排"),
    "台帐": ("舞", "[幕篷]"),
    "按排": ("", "[名序列放污位队]"),
    "降底": ("", "[线数气]"),
    "克苦": ("攻", ""),
    "决择": ("解", ""),
    "水份": ("", "额"),
    "过份": ("", "额"),
    "成份": ("", "额"),
    "坚巨": ("中", ""),
    "反应情况": ("[副不反]", "[下中]"),
    "坐谈会": ("[静围]", ""),
    "座落": ("[首一两三几每整]", "[户地成]"),
    "既使": ("", "[^。；]{0,20}[又也]"),
}
"""What may stand before or behind the characters of a word that then is none: 恢复盖章,
究竟争取."""


def confused_word(passage: Passage) -> Iterator[Hit]:
    """容易混淆或者已有规范写法的词；单位自己的词写在 .drafter.yaml 的“用词”里。

    反例: 财务科负责帐务处理和其它事项。
    正例: 财务科负责账务处理和其他事项。
    依据: 《现代汉语词典》和《第一批异形词整理表》。
    """
    yield from _BUILT_IN(passage)


def words_check(words: Mapping[str, str]) -> Callable[[Passage], Iterator[Hit]]:
    """A check for these words: what is typed, and what to write.

    With an empty right side, to be left out.
    """
    form = Pattern("|".join(map(re.escape, sorted(words, key=len, reverse=True))))

    def check(passage: Passage) -> Iterator[Hit]:
        for match in form.finditer(passage.text):
            if not _is_another(match):
                right = words[match[0]]
                message = (
                    _("写作“{right}”", right=right) if right else _("不用“{word}”", word=match[0])
                )
                yield Hit(match.start(), match.end(), message, right or None)

    return check


def _is_another(match: re.Match[str]) -> bool:
    """Whether the characters are no word here: parts of two words, or another one."""
    before, behind = _NOT_WORDS.get(match[0], ("", ""))
    preceded = before and re.match(before, match.string[max(0, match.start() - 1) : match.start()])
    return bool(preceded or (behind and re.match(behind, match.string[match.end() :])))


_BUILT_IN = words_check(WORDS)
