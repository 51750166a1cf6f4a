"""Slots: where a value, an ordinal, a date or a name belongs, told by what the clause needs.

A mask is something that stands in a slot, a vanished number is a slot with nothing in it; both are
read with these tables. A row has a name and an example that the tests run.
"""

from __future__ import annotations

from msgspec import Struct

from drafter.han import HAN

NUMERALS = "一二三四五六七八九十百千万亿零两双半几数多余每各首单整这那此该某若近约好上下同哪"
"""Characters before a unit that say how many, or which: no number is missing there."""

BLANK_CHARACTERS = " \u3000\u00a0"
"""What may stand where a number has been taken out."""
BLANKS = f"[{BLANK_CHARACTERS}]"


class Measure(Struct, frozen=True):
    """Units that only a number can stand before: with nothing there, one is missing."""

    name: str
    pattern: str
    example: str


MEASURES = (
    Measure("percent", "[%％﹪‰]", "增长8.5%"),
    Measure("points", "个?百分点|个?基点", "提高0.6个百分点"),
    Measure("money", "(?:[百千]?[万亿]|万亿)(?:美|欧|日|港)?元", "完成投资43.5亿元"),
    Measure(
        "heads",
        "[万亿](?:人次|人|户次|户|家|个|名|件|册次|册|张|辆|台|套|头|只|羽|株|场次|部)",
        "参保人数达21.4万人",
    ),
    Measure("length", "(?<!平方)(?<![人吨次列])(?:公里|千米)|万米", "通车里程达320公里"),
    Measure(
        "area",
        "[万亿]?(?:平方公里|平方千米|平方米|公顷|亩)",
        "建成高标准农田12万亩",
    ),
    Measure("volume", "[万亿]?立方米|万方", "供水120万立方米"),
    Measure(
        "weight",
        "[万亿](?:吨|斤|公斤|担)(?:标准煤|标煤)?|公斤|吨标准煤|吨标煤",
        "粮食产量达6.1万吨",
    ),
    Measure("power", "(?:[万亿])?千瓦小?时|[万亿]度|万?千瓦|兆瓦|吉瓦", "用电量12.6亿千瓦时"),
    Measure("time", "个工作日|(?<!瓦)小时|分钟|个月|个小时", "办理时间压缩至3个工作日"),
    Measure("times", "[万亿]次|人次|户次|家次|场次|台次|辆次|册次", "培训职工3200人次"),
)
"""Measures by what they measure."""


class Classifier(Struct, frozen=True):
    """A measure word that is the end of nouns too."""

    word: str
    noun_before: str | None
    """Characters that make a noun with it: 国家, 专项, 文件; of the language's frequent words.

    None where there are too many: it is one only behind a noun that is counted with it.
    """
    nouns: str
    """What is counted with it (家企业, 项任务), as alternatives."""
    example: str
    another: str = ""
    """A lookbehind for another word that ends in it: 送到家, where 达到家 has lost its number."""


_LEVELS = "省级|国家级|市级|县级|区级|部级"

CLASSIFIERS = (
    Classifier(
        "家",
        "国大学专人作干画皇治官儒王老全管你业行厂想娘酒论农独商谁百刘道谭东公事当亲险女兵史富小各"
        "店评船居在回归持搬发安起探养看"
        "赢买卖卫政文名哲钢音徽通",
        f"企业|{_LEVELS}|单位|银行|医院|公司|机构|商户|高新|规上|上市|合作社|平台|门店|高校"
        "|专精特新",
        "科技型中小企业达到282家。",
        "(?<!(?<![达加展大高升少长])到家)"
        "(?<!(?:教育|艺术|革命|慈善|收藏|作曲|战略|活动|歌唱|舞蹈|演奏|书法|摄影|发明|小说|评论)家)",
    ),
    Classifier(
        "个",
        "真逐挨些了你矮凑分别前来咋全是独省空纷聊吗连",
        f"项目|{_LEVELS}|县|市(?!场)|乡镇|村|社区|行业|园区|平台|重点|重大|中心|部门|点位"
        "|小区|站点|品种|岗位",
        "建成充电桩420个。",
    ),
    Classifier(
        "项",
        "结缺争跑事专选款该奖强弱立进大小前分杂兼说义长税首子类丁公版别同动存屋换肩正册移组诸谱择附要"
        "逐议义支单子重主条外先等",
        f"措施|任务|改革|{_LEVELS}|政策|举措|重点|重大|指标|工程|制度|成果|课题|民生|标准"
        "|行动|具体",
        "实施技改项目120项。",
    ),
    Classifier(
        "件",
        "条事软文案部配硬邮器构信元零物证大附印工原组稿插杆铸机课函小密接要急锻制饰图挂快管散"
        "准皮批控钢金样来交键影发另后复型换胶塑逐办来难刑民重备访递求",
        "实事|发明|专利|案件|提案|建议",
        "授权发明专利36件。",
    ),
    Classifier(
        "所",
        None,  # 煤化所, 研究院所: short names of institutes are without end
        "学校|高校|幼儿园|中小学|小学|中学|医院|院校",
        "新建幼儿园12所。",
    ),
    Classifier(
        "户",
        None,
        "企业|改厕|市场主体|经营主体|搬迁群众",
        "完成改厕1200户。",
    ),
    Classifier(
        "台",
        None,
        "设备|农机|机组|电梯|机器人|汽车|车辆|仪器|终端|机床|水泵|消防车",
        "购置消防车16台。",
    ),
    Classifier(
        "套",
        None,
        "住房|设备|公租房|安置房|公寓|器材|装备|农机|系统|机组|仪器|家具|房源|保障房",
        "筹集保障性住房800套。",
    ),
    Classifier("处", None, "隐患|水毁|积水点|易涝点|景点", "整治易涝点36处。"),
    Classifier("座", None, "水库|桥梁|变电站|加油站|厂|公厕", "建成变电站4座。"),
    Classifier("场", None, "招聘会|发布会|活动|讲座|演练", "举办招聘会26场。"),
    Classifier("条", None, "措施|生产线|线路|意见|线索", "开通公交线路9条。"),
    Classifier("起", None, "案件|事故|投诉", "查处案件42起。"),
    Classifier("支", None, "队伍|专利", "组建志愿队伍30支。"),
    Classifier("笔", None, "贷款|资金|捐款|业务|交易", "发放助企贷款320笔。"),
    Classifier("部", None, "电梯|法规|作品|电影|电视剧", "加装电梯46部。"),
    Classifier("例", None, "病例|手术|案例", "开展白内障手术210例。"),
    Classifier("篇", None, "论文|信息|稿件|简报|文章|报道", "刊发信息85篇。"),
    Classifier("栋", None, "厂房|房屋|住宅|楼房", "建成标准厂房18栋。"),
    Classifier("间", None, "教室|房屋|病房", "新建教室36间。"),
    Classifier("头", None, "生猪|肉牛|奶牛|能繁母猪", "出栏生猪1200头。"),
    Classifier("张", None, "床位|病床|社保卡|证书", "新增养老床位260张。"),
    Classifier("盏", None, "路灯|灯具", "安装路灯420盏。"),
    Classifier("株", None, "树木|苗木|古树|乔木", "补植苗木3600株。"),
    Classifier("期", None, "培训班|简报|专栏|专题", "举办培训班12期。"),
    Classifier("宗", None, "土地", "出让土地28宗。"),
    Classifier("份", None, "合同|材料|资料|手册", "发放资料3000份。"),
)
"""Measure words; what ends in one is a noun where the character before it is of `noun_before`."""

CLOSES = r"(?=[，。；、）！？,;:：!)\]】”」…]|以[上下内]|左右|$)"
"""What ends a value: a mark, a hedge or the end of the line."""

HEDGE = "[余多来]?"

_WORDS = "|".join(classifier.word for classifier in CLASSIFIERS)
MEASURE = "(?:" + "|".join(measure.pattern for measure in MEASURES) + ")"
UNIT = (
    rf"(?:{MEASURE}|(?:[百千万亿]|万亿)?(?:{_WORDS}"
    r"|[元人名位次度倍成斤吨米只张篇批头羽株册期届种类部门栋间片节班幅"
    rf"亩例艘根盏口岁天月年日课台])(?!{HAN}*[》]))"
)
"""Any unit or measure word that a number may stand before."""
TIMES = "年|月份?|日|季度"
ORGAN = (
    "省|市|州|县|区|镇|乡|村|街道|社区|局|厅|委|办|科|股|所|院|校|集团|公司|有限|大学|学院"
    "|中学|小学|"
    "医院|路|街|大道|高速|铁路|桥|河|湖|江|水库|同志|书记|省长|市长|县长|区长|局长|主任|老师"
    "|教授|院士"
)
"""What stands behind a name: kinds of places, offices, roads, and words for persons."""
