"""What a name measures: which units fit a subject, and which subjects name no one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.patterns import Pattern

if TYPE_CHECKING:
    from drafter.data.units import Unit

MONEY = frozenset({"人民币", "美元", "欧元", "港元", "日元", "元"})
_PEOPLE = frozenset({"人", "人次", "位", "户", "户次"})
_MEASURES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("面积", "建成区绿地面积1268公顷", frozenset({"面积", "亩次"})),
    (
        "里程|公路|铁路|管网|绿道|线路",
        "农村公路186公里",
        frozenset({"长度", "条", "段", "处", "个", "吨公里"}),
    ),
    ("用电量|发电量|耗电量|供电量|售电量|电量", "发电量38.6亿千瓦时", frozenset({"电量"})),
    ("负荷|装机|装机容量|出力", "最高用电负荷86.4万千瓦", frozenset({"功率", "台", "个"})),
    (
        "储气能力|库容|蓄水量|供水量|用水量|需水量|蓄积量",
        "储气能力120万立方米",
        frozenset({"体积", "质量", "立方"}),
    ),
    (
        "产量|总产",
        "粮食总产量86.5万吨",
        frozenset(
            {"质量", "体积", "电量", "标准煤", "头", "只", "羽", "个", "项", "家"}
            | {"台", "辆", "套", "件", "张", "条", "株", "尾", "枚", "盒", "箱", "瓶", "篇", "立方"}
        ),
    ),
    (
        "余额|贷款|存款|产值|增加值|税收|利润|营业收入|成交额|销售额|零售额|零售总额|进出口总额|出口额|预算收入|预算支出"
        "|生产总值|固定资产投资|技改投资|工业投资|到位资金|研发投入|研发经费|财政收入|财政支出|总投资|资金",
        "贷款余额482亿元",
        MONEY,
    ),
    ("人口|就业|参保人数|游客|从业人员|在校生|就业人数", "常住人口55.27万人", _PEOPLE),
    (
        "高新技术企业|科技型中小企业|规上工业企业|规模以上工业企业|规上企业|小巨人企业|中小企业|经营主体|个体工商户|市场主体",
        "高新技术企业767家",
        frozenset({"家", "户", "个", "项", "人"}),
    ),
    (
        "项数|家数|户数|人数|件数|企业数",
        "登记项数1070项",
        frozenset({"家", "户", "个", "项", "人"}),
    ),
    ("占比|比重|投入强度|覆盖率|完成率|渗透率|转化率", "投入强度达到2.41%", frozenset({"比率"})),
    ("科技特派员|高层次人才|专家|教师", "科技特派员120名", _PEOPLE),
)
"""How the name of what is measured ends, an example, and the dimensions of units that fit it."""
_ENDINGS = tuple((tuple(endings.split("|")), fits) for endings, _example, fits in _MEASURES)
_PHYSICAL = frozenset({"面积", "长度", "电量", "功率", "质量", "体积", "时间"}) | MONEY
_COUNTERS = frozenset({"家", "户", "项", "人", "台", "套", "篇", "所", "辆"})
_NOT_MEASURES = Pattern(
    "人均|户均|亩均|单位|每|平均|补贴|补助|补偿|奖励|标准|投资.{0,2}项目|节约|节省|减少|新增",
    ("均", "单位", "每", "补", "奖励", "标准", "项目", "节", "减少", "新增"),
)


def misfit(subject: str, unit: Unit) -> bool:
    """Whether the unit measures another kind of thing than the subject names: 面积1268公里."""
    if not unit.symbol or _NOT_MEASURES.search(subject):
        return False
    if unit.is_rate:
        return subject.endswith(_OUTPUT)
    if subject.endswith(("占比", "比重", "投入强度", "率")):
        rated = subject.endswith(
            ("占比", "比重", "投入强度", "覆盖率", "完成率", "渗透率", "转化率")
        )
        return rated and (unit.dimension in MONEY or unit.dimension in _COUNTERS)
    if "占" in subject or subject.endswith("保障和就业"):
        return False  # 社会保障和就业1150万元: an item of a budget
    dimension = unit.dimension
    if dimension not in _PHYSICAL and dimension not in _COUNTERS:
        return False
    for endings, fits in _ENDINGS:
        if subject.endswith(endings):
            return dimension not in fits
    return False


_OUTPUT = ("总产值", "成交额", "零售总额", "进出口总额", "营业收入")
"""Amounts that a verb of doing never gives in per cent: 实现总产值326.5%."""
_GENERAL_NOUNS = """
企业 项目 资金 投资 总额 金额 数量 总数 总量 收入 比重 占比 强度 增速 人员
经费 活动 培训 面积 产值 专利 平台 人才 贷款 任务 工作 平方 目标 规模 服务
任务数 累计 合计 公司 单位 机构 会议 成果 支出 补助 奖励 总投资 协议 课题 政策
问题 群众 专家 团队 合同 分别 完成投资 人数 家 措施 基地 中心 学校 工程 事项
案件 建设 改造 税收 利润 销售收入 营业收入 贷款余额 带动就业 年度计划投资 完成率
投资完成率 贡献率 计划投资 到位资金 实施项目 新建 续建 其他 农户 村 乡镇 县 市
城市 国家 地区 个项目 概算投资 就业 床位 学位 里程 产量 总产量 销售额 交易额
成交额 毕业生 毕业学生 专任教师 教职工 在校生 招生 年营业收入
增加值 总产值 出口 进口 价格 利用外资 增加 减少
评价得分 自评得分 得分值 分值 评分 扣分 指标分值 绩效得分
"""
_GENERAL = frozenset(_GENERAL_NOUNS.split())
"""Nouns that name no one thing of a report: two amounts of them need not agree."""


def is_general(subject: str) -> bool:
    """Whether the name alone does not say of what a number is."""
    return len(subject) < 3 or subject in _GENERAL
