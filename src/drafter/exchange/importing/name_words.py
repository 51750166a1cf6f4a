"""The words round the name of a figure: what leads to it, what trails it, where a noun ends.

Each expression is a row of named forms, with an example that the tests run.
"""

from __future__ import annotations

from drafter.han import is_han
from drafter.patterns import Form, Pattern, alternatives
from drafter.prose.leads import STATES

_MARK_BEFORE = r"[的了和及与或、且而其将把再均都各另就仅则是到达由从，。：；“”‘’《》（）()\s—·\-]"
_WHOLE = (
    "及格", "到位", "到岗", "到期", "到账", "到户", "从业", "从事", "就业", "就医", "就学", "就诊",
    "就读", "就餐", "再生", "再造", "再就业", "再贷款", "再融资", "都市", "各级", "了解", "和谐",
    "和解", "均衡", "均等", "与会", "由来", "将军", "把关", "其他", "或有", "各界", "达标",
    "各项", "各地", "各族", "各方",
)  # fmt: skip
"""Words that begin with a particle and are none: 就业人数, not 业人数."""
_LEADS = (
    Form("at the right time", "及时|按时|按期|如期|准时|及早", "及时启动响应", "及时"),
    Form(
        "what is left of a word or time before",
        "[时前后内间起位级](?=启动|修复|完成|建成|转移|投入|实现|组织|开展|新增|办理|检查|处置|拨付|发放|整治)",
        "前修复水毁工程",
        "前",
    ),
    Form("a hedge", "仅|只(?!能)", "仅招录", "仅"),
    Form("a circled number", "[①-⑳]", "①企业", "①"),
    Form("a label", "[一二三四五六七八九十]{1,3}[是要]", "一是企业", "一是"),
    Form("a year", "[^一-鿿A-Za-z]*年(?!均|产|末|轻|货|报|度)", "2024年企业", "2024年"),
    Form("并", "并(?!购|网|联)", "并企业", "并"),
    Form("在", f"在(?![{STATES}])", "在企业", "在"),
    Form("对", "对(?!外|口|接|台|标)", "对企业", "对"),
    Form("为", "为(?!民)", "为企业", "为"),
    Form("以", "以(?!旧|上|下|外|内|工)", "以企业", "以"),
    Form("使", "使(?!用)", "使企业", "使"),
    Form("共", "共(?!享|同|建|管|赢|有产)", "共企业", "共"),
    Form("有", "有(?!效|机|色|限|线|关|轨|偿)", "有企业", "有"),
    Form("among", "其中|同时|以及|包括|以上|以下", "其中企业", "其中"),
    Form("so far", "目前|现有|现已|已经|已有|共有|拥有", "目前企业", "目前"),
    Form("in all", "总计|合计|累计|全年|全部|分别", "累计企业", "累计"),
    Form("to be", "预计|预测|预估|力争|确保|争取到?", "预计企业", "预计"),
    Form("planned", "计划(?=完成|新增|新建|实施)", "计划新增企业", "计划"),
    Form("handed down", "[省市县]?下达(?:我[省市县区局])?", "市下达企业", "市下达"),
    Form("reached", "完成|实现|达到|达成|超过|突破|保持|稳定在|控制在", "实现产值", "实现"),
    Form("on and on", "继续|进一步|持续|不断|加快|大力|积极|全面|深入", "持续企业", "持续"),
    Form("well done", "成功|顺利|首次|率先", "成功企业", "成功"),
    Form("carried out", "实施|开展|推动|推进|组织|落实|做好|抓好", "实施项目", "实施"),
    Form("helped", "帮助|支持|促进|带动|通过|进行", "支持企业", "支持"),
    Form("already", "已|又|也", "已企业", "已"),
    Form("whose", "我们|我[省市县区局]|各类", "我市企业", "我市"),
    Form("a mark or particle", _MARK_BEFORE, "的企业", "的"),
)
LEADING = Pattern(f"^(?:(?!{'|'.join(_WHOLE)})(?:{alternatives(_LEADS)}))+")
"""What leads to a name and is none of it."""

_MARK_BEHIND = (
    r"(?<![人户亩])均|[的了和及与或、并且而其在将对为把以使共已又也再都各就仅则有是到达由从等至"
    r"，。：；“‘《（(\s—·\-]"
)
_TRAILS = (
    Form("a mark or particle", _MARK_BEHIND, "企业的", "的"),
    Form("reached", "达到|达成|超过|突破|保持|保持在|稳定在|控制在", "企业达到", "达到"),
    Form(
        "by the piece",
        "[为是]每(?:公斤|千克|吨|亩|斤|头|只|户|人|件|台)",
        "价格为每公斤",
        "为每公斤",
    ),
    Form("grown to", "提高到|增加到|增长|完成|实现", "企业增加到", "增加到"),
    Form("a hedge", "分别|约|近|左右|以上|累计|合计|总计", "企业累计", "累计"),
    Form("how", "同比|全部|每|预计|稳步|实际|要|上?升至|跃升至", "企业预计", "预计"),
)
TRAILING = Pattern(f"(?:{alternatives(_TRAILS)})+$")
"""What stands between a name and its number and is none of it."""

WHOLE_AT_END = frozenset((
    "人均", "户均", "亩均", "许可", "认可", "行为", "国有", "私有", "所有", "公有", "潜在", "存在",
    "公共", "节约", "签约", "履约", "合约", "违约", "邻近", "附近", "可行", "到达", "抵达", "发达",
))  # fmt: skip
"""Words that end as what leads to a number does elsewhere: 许可, 行为."""


def trimmed(name: str) -> str:
    """The name without what leads to it and what trails it."""
    name = LEADING.sub("", name)
    return name if name[-2:] in WHOLE_AT_END else TRAILING.sub("", name)


_ENDS = (
    Form("got", "实现|完成|获得?|荣获|得到|取得|享受|拥有", "企业获奖", "获"),
    Form("chosen", "入选|入围|上榜|享誉|列入|纳入|进入|跃居", "企业入选", "入选"),
    Form("居", "居(?!民|家)", "企业居前", "居"),
    Form("排", "排(?!水|放|污|名|查|涝)", "企业排前", "排"),
    Form("gave", "发放|兑现|拨付|送去", "群众发放", "发放"),
    Form("opened", "挂牌|开工|投产|投运|启动|落地|签约|竣工|建成|投入", "项目开工", "开工"),
    Form("on line", "上线|运行|对接|接入|一窗|跨市|动态|考核", "企业上线", "上线"),
    Form("signed", "注册|签署|签订|通过|达到?", "企业签订", "签订"),
    Form("did", "进行|实行|组织|开展|参加|参与|实施(?!项目|方案)", "企业开展", "开展"),
    Form("checked", "经(?!济|营|费|贸|开)", "项目经审核", "经"),
    Form("grew", "培育|形成|发展|建立|吸引|消除|用于", "企业形成", "形成"),
    Form("people's", "覆盖|参保|脱贫|就业|受益|免费", "群众受益", "受益"),
    Form("passive", "被|已|正在|即将|提前|超额|率先", "企业已", "已"),
    Form("not done", "没有|尚未|未(?!来|成年)", "行政村没有", "没有"),
    Form("how", "正式|全部|顺利|全面|稳定|高效|统一|有效|合格|加速", "企业全部", "全部"),
    Form("how far", "再|还|总|平均|基本|均|都|累计|分别|成功", "企业均", "均"),
    Form("steadily", "持续|有序|加快", "企业持续", "持续"),
    Form("compared", "同比|比|占", "企业同比", "同比"),
    Form("a particle", "在|的|和|、|向|与|为|由|及|等", "企业和", "和"),
    Form("以", "以(?!上|下)", "企业以", "以"),
    Form("共", "共(?!享|服务|建|同|中央)", "企业共", "共"),
)
NOUN_ENDS = Pattern(alternatives(_ENDS))
"""Where the noun behind a number ends."""
FORMS = {"leads": (_LEADS, LEADING), "trails": (_TRAILS, TRAILING), "ends": (_ENDS, NOUN_ENDS)}
"""Every row with its expression, for the tests."""

_BARE_WORDS = frozenset((
    "解决", "打造", "开展", "全面", "投资", "组织", "发放", "争取", "建设", "新建", "新增",
    "改造", "安置", "安排", "推进", "推动", "完成", "实施", "办理", "培育", "认定", "引进",
    "获批", "帮助", "支持", "带动", "服务", "落实", "出台", "制定", "举办", "召开", "签约",
    "开工", "竣工", "投产", "入库", "申报", "立项", "走访", "培训", "发布", "修订", "清理",
    "整治", "查处", "检查", "处置", "化解", "减免", "拨付", "兑现", "盘活", "供应", "收储",
    "创建", "建成", "打通", "打赢", "增加", "减少", "下降", "提高", "其他", "之一", "平均",
    "每年", "连续", "提供", "资助", "加固", "救助", "选派", "选聘", "调解", "受理", "累计",
    "总额", "总量", "总数", "数量", "面积", "金额", "资金", "收入", "支出", "占比", "比重", "增速",
    "增幅", "降幅", "共计", "项目", "企业", "任务", "目标", "人员", "工作", "问题", "中央",
    "其中", "超额", "承接", "落户", "招引", "签订", "对接", "储备", "列入", "纳入", "涉及",
    "覆盖", "惠及", "受益", "方面", "全省", "全市", "全县", "全区", "县中", "三年", "三年行动",
    "破亿", "巩固", "治理", "修复", "恢复", "进入", "跻身",
))  # fmt: skip
"""Words that name nothing by themselves: a name takes more of its head, or what is counted."""
_BARE_ONLY = Pattern(
    f"(?:新|再|已|共|再次|启动|{'|'.join(sorted(_BARE_WORDS, key=len, reverse=True))})+"
)
_DONE_TO = Pattern(
    "新?(?:新增|净增|新设|走访|签约|开工|竣工|投产|引进|支持|改造|入库|申报|储备|惠及|服务|受益|帮扶|培育|覆盖|带动|培训|资助|招引"
    "|落户|争取|承接|中央)(?:项目|企业|资金|人员|收入)"
)
"""What was done, and to what: enough for a name, though each word alone is not."""


def is_bare(name: str) -> bool:
    """Whether a name tells nothing by itself: 新增, 项目, 12."""
    if not name or name in _BARE_WORDS or not any(map(is_han, name)):
        return True
    return _BARE_ONLY.fullmatch(name) is not None and not _DONE_TO.fullmatch(name)


MEASURED_BY = {
    "人": "人数", "名": "人数", "人次": "人次", "户": "户数", "家": "家数", "亩": "面积",
    "元": "金额",
    "公里": "里程", "平方米": "面积", "平方公里": "面积", "公顷": "面积", "户次": "户次",
}  # fmt: skip
"""What is named where only a verb says what was done: 惠及160余万人 is 惠及人数."""
DOING = (
    "新培育", "新认定", "新建成", "新开工", "新引进", "新签约", "新创建", "新建", "新增", "净增",
    "建成", "建设", "培育", "打造", "创建", "认定", "获批", "引进", "实施", "开展", "举办",
    "改造", "完成", "办理", "解决", "出台", "制定", "修订", "组建", "设立", "推进", "推动",
    "签约", "开工", "竣工", "投产", "入库", "申报", "走访", "发布", "整治", "查处", "办好",
    "启动", "布局", "做大", "维护", "结束", "提供", "发放", "资助", "选派", "调解", "受理",
    "组织", "开发", "争创", "创成", "入选", "荣获", "获得", "落实", "化解", "开通", "建立",
    "配备", "安装", "支持", "惠及", "服务", "带动", "吸引", "覆盖", "培训", "帮扶", "救助",
    "安置",
)  # fmt: skip
"""Verbs of doing that belong to a name, the longer before the shorter."""
_FLOW = Pattern(
    "(?:支出|收入|产值|投资|交易额|成交额|增加值|销售额|产量|投入|费用|进出口总?额|税收|利润总?额?)$"
)


def is_flow(name: str) -> bool:
    """Whether the figure is an amount over a time, whatever day it is told of: 投资, 产值."""
    return _FLOW.search(name) is not None
