"""Importing old reports: what is recognised, what is named, what is said, what is refused."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import OxmlElement

from drafter.data.reading import report_of
from drafter.data.records import text_of_cell
from drafter.data.source import source_of
from drafter.drafting.checking import check_template
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for, library_of
from drafter.errors import DrafterError
from drafter.exchange.importing.importing import Imported, Wanted, imported, period_of
from drafter.exchange.importing.proof import Line, proof_of
from drafter.exchange.importing.summary import summary_of
from drafter.formats.text import write_text
from drafter.rollover.roll import rolled
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from docx.oxml.xmlchemy import BaseOxmlElement

    from drafter.data.model import Report
    from tests.conftest import Run

REPORTS = ROOT / "tests/exchange/reports"
ReadText = Callable[..., Imported]
"""What the fixture `read` gives: a text and how it is wanted in; what came of it out."""
TITLE = "江县科技局2024年工作总结\n\n"


@pytest.fixture
def read(tmp_path: Path) -> ReadText:
    """Import a text typed here."""

    def imported_from(text: str, **wanted: object) -> Imported:
        file = tmp_path / "旧.txt"
        file.write_text(text, encoding="utf-8")
        return imported(file, library_for(), Wanted(**wanted))  # type: ignore[arg-type]

    return imported_from


def report(result: Imported) -> Report:
    return report_of(source_of("旧.yaml", result.text))


def figures(result: Imported) -> dict[str, object]:
    root = source_of("旧.yaml", result.text).root
    found = root.get("指标", {})
    assert isinstance(found, dict)
    return dict(found)


@pytest.mark.parametrize("old", sorted(REPORTS.glob("*.txt")), ids=lambda file: file.stem)
def test_an_imported_report_is_the_file_that_was_read_and_found_good(old: Path) -> None:
    wanted = old.with_suffix(".yaml").read_text(encoding="utf-8")
    assert imported(old, library_for(), Wanted()).text == wanted


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("高企达到767家。", {"高新技术企业": "767家"}),
        (
            "全县生产总值210.5亿元，增长6.1%。",
            {"地区生产总值": {"本期": "210.5亿元", "同比": "6.1%"}},
        ),
        ("粮食产量下降3.2%。", {"粮食产量": {"同比": "-3.2%"}}),
        (
            "参保率98.2%，比上年提高0.6个百分点。",
            {"参保率": {"本期": "98.2%", "同比": "0.6个百分点"}},
        ),
        (
            "税收收入12.4亿元，居全市第2位。",
            {"税收收入": {"本期": "12.4亿元", "位次": "全市第2位"}},
        ),
        ("新增规上企业12家、高新技术企业8家。", {"新增规上企业": "12家", "高新技术企业": "8家"}),
        ("建成8个中试基地。", {"建成中试基地": "8个"}),
        ("发放补贴820余万元，惠及160余万人。", {"发放补贴": "820余万元", "惠及人数": "160余万人"}),
        (
            "科技特派员由86人增加到112人。",
            {"科技特派员": {"本期": "112人", "上年同期": "86人"}},
        ),
        (
            "高新技术企业由2020年的35家增加到88家。",
            {"高新技术企业": {"本期": "88家", "基期": {"期间": "2020年", "数值": "35家"}}},
        ),
        (
            "存款余额、贷款余额分别达到82亿元、71.5亿元，分别增长9%、8.4%。",
            {
                "存款余额": {"本期": "82亿元", "同比": "9%"},
                "贷款余额": {"本期": "71.5亿元", "同比": "8.4%"},
            },
        ),
        (
            "新设经营主体2316户，其中企业705户，增长4.1%。",
            {
                "新设经营主体": {
                    "本期": "2316户",
                    "其中": {"企业": {"本期": "705户", "同比": "4.1%"}},
                    "合计": "否",
                }
            },
        ),
        ("实施亿元以上项目26个。", {"亿元以上项目": "26个"}),
        ("粮食产量20万吨，居全省首位。", {"粮食产量": {"本期": "20万吨", "位次": "居全省首位"}}),
        (
            "工业用电量增长6.5%，增速居全市第1位。",
            {"工业用电量": {"同比": "6.5%", "增速位次": "全市第1位"}},
        ),
        (
            "地区生产总值86亿元，增长6.1%，总量和增速分别居全市第5位、第3位。",
            {
                "地区生产总值": {
                    "本期": "86亿元",
                    "同比": "6.1%",
                    "位次": "全市第5位",
                    "增速位次": "全市第3位",
                }
            },
        ),
        (
            "存款余额82亿元，贷款余额71亿元，分别增长9%、8.4%，增速分别居全市第4位和第2位。",
            {
                "存款余额": {"本期": "82亿元", "同比": "9%", "增速位次": "全市第4位"},
                "贷款余额": {"本期": "71亿元", "同比": "8.4%", "增速位次": "全市第2位"},
            },
        ),
        (
            "工业投资、民间投资增速分别居全市第1位、第6位。",
            {"工业投资": {"增速位次": "全市第1位"}, "民间投资": {"增速位次": "全市第6位"}},
        ),
        (
            "基金收入7.9亿元，增长6.3%，基金支出7.2亿元，增长8.5%，收入、支出增速分别居全市第三、第六。",
            {
                "基金收入": {"本期": "7.9亿元", "同比": "6.3%", "增速位次": "居全市第三"},
                "基金支出": {"本期": "7.2亿元", "同比": "8.5%", "增速位次": "居全市第六"},
            },
        ),
        (
            "技术合同成交额86.4亿元，增长28.3%，成交额首次进入全省前三。",
            {"技术合同成交额": {"本期": "86.4亿元", "同比": "28.3%", "位次": "全省前三"}},
        ),
        (
            "获奖36项，其中一等奖5项，获奖总数位居全省第三。",
            {
                "获奖": {
                    "本期": "36项",
                    "位次": "位居全省第三",
                    "其中": {"一等奖": {"本期": "5项"}},
                    "合计": "否",
                }
            },
        ),
        (
            "联合攻关项目42项，在实验室年度评估中名列第一。",
            {"联合攻关项目": "42项", "实验室年度评估": {"位次": "名列第一"}},
        ),
        (
            "快递进村覆盖率96.7%，较去年提高6.7个百分点，全市排名由第5位升至第2位。",
            {
                "快递进村覆盖率": {
                    "本期": "96.7%",
                    "同比": "6.7个百分点",
                    "位次": "全市排名第2位",
                }
            },
        ),
        (
            "普及率93.1%，覆盖率62.4%，分别比上年提高3.1个和8.4个百分点，"
            "在全省86个县市中分别排第19位和第11位。",
            {
                "普及率": {"本期": "93.1%", "位次": "排第19位"},
                "覆盖率": {"本期": "62.4%", "同比": "8.4个百分点", "位次": "排第11位"},
            },
        ),
        (
            "受理投诉230件，满意度指数87.43，居全市第1位。",
            {"受理投诉": "230件", "满意度指数": {"位次": "全市第1位"}},
        ),
        (
            "接待游客352万人次，同比增长9.4%，列全市第三。",
            {"接待游客": {"本期": "352万人次", "同比": "9.4%", "位次": "列全市第三"}},
        ),
        (
            "规范化接种率91.3%，高出全省平均水平2.6个百分点，排名全省第二。",
            {
                "规范化接种率": {"本期": "91.3%", "位次": "排名全省第二"},
                "规范化接种率高出全省平均水平": "2.6个百分点",
            },
        ),
        (
            "办理公证3120件，同比增长4.2%，公证总量居全市首位。",
            {"办理公证": {"本期": "3120件", "同比": "4.2%", "位次": "居全市首位"}},
        ),
        (
            "专升本录取412人，增长8.6%，录取人数居全市第2位。",
            {"专升本录取": {"本期": "412人", "同比": "8.6%", "位次": "全市第2位"}},
        ),
        (
            "绿色工厂36家，数字车间52家，数量均居全省第三位。",
            {
                "绿色工厂": {"本期": "36家", "位次": "居全省第三位"},
                "数字车间": {"本期": "52家", "位次": "居全省第三位"},
            },
        ),
        (
            "研发投入强度偏低，仅1.36%，居全市末位。",
            {"研发投入强度": {"本期": "1.36%", "位次": "全市末位"}},
        ),
        (
            "货物周转量排名全市第6，为14.37亿吨公里。",
            {"货物周转量": {"本期": "14.37亿吨公里", "位次": "排名全市第6"}},
        ),
        (
            "获科技进步奖12项，获奖数保持省属高校前五。",
            {"获科技进步奖": {"本期": "12项", "位次": "省属高校前五"}},
        ),
        (
            "办结12345热线工单8732件，同比下降9.4%。",
            {"办结12345热线工单": {"本期": "8732件", "同比": "-9.4%"}},
        ),
        (
            "全镇锚定“争先进位”目标，真抓实干，年度考核列全县12个乡镇第2位。",
            {"年度考核": {"位次": "列全县12个乡镇第2位"}},
        ),
        (
            "税收收入17.6亿元，增长0.6%，增速在9个县区中垫底。",
            {"税收收入": {"本期": "17.6亿元", "同比": "0.6%"}},
        ),
        (
            "柑橘产量2.7万吨、产值1.4亿元。各项贷款余额228.9亿元。在用特种设备326台。",
            {
                "柑橘产量": "2.7万吨",
                "柑橘产值": "1.4亿元",
                "各项贷款余额": "228.9亿元",
                "在用特种设备": "326台",
            },
        ),
        (
            "新增“四上”单位17家，完成“双随机、一公开”抽查任务83项，45岁以上干部占到52%。",
            {
                "新增四上单位": "17家",
                "双随机、一公开抽查任务": "83项",
                "45岁以上干部占比": "52%",
            },
        ),
        (
            "群众满意度99.2%，在县直窗口单位评比中排名第一。考核得分92.5分，在28个部门中排名第四。",
            {
                "群众满意度": {"本期": "99.2%", "位次": "排名第一"},
                "考核得分": {"本期": "92.5分", "位次": "排名第四"},
            },
        ),
        (
            "接待游客86万人次，增长9%；旅游收入12亿元，增长8%，两项指标总量均居全市第二。",
            {
                "接待游客": {"本期": "86万人次", "同比": "9%", "位次": "居全市第二"},
                "旅游收入": {"本期": "12亿元", "同比": "8%", "位次": "居全市第二"},
            },
        ),
        (
            "发放助学贷款3.2亿元，增长27%，发放额、增速均居全市第一。",
            {
                "助学贷款": {
                    "本期": "3.2亿元",
                    "同比": "27%",
                    "位次": "居全市第一",
                    "增速位次": "居全市第一",
                }
            },
        ),
        (
            "门诊、住院满意度分别为90.8分、93.4分，均居全省前三。",
            {
                "门诊满意度": {"本期": "90.8分", "位次": "全省前三"},
                "住院满意度": {"本期": "93.4分", "位次": "全省前三"},
            },
        ),
        (
            "产品合格率95.8%，提高0.6个百分点，在全省92个县（市）中列第23名。",
            {"产品合格率": {"本期": "95.8%", "同比": "0.6个百分点", "位次": "列第23名"}},
        ),
        (
            "高技能人才占技能人才的34.7%，占比提高1.9个百分点，居全市末位。",
            {
                "高技能人才占技能人才比重": {
                    "本期": "34.7%",
                    "同比": "1.9个百分点",
                    "位次": "全市末位",
                }
            },
        ),
        (
            "批发业销售额8亿元，零售业销售额9亿元，分别增长4%、5%，批发业、零售业增速均居全市第二。",
            {
                "批发业销售额": {"本期": "8亿元", "同比": "4%", "增速位次": "居全市第二"},
                "零售业销售额": {"本期": "9亿元", "同比": "5%", "增速位次": "居全市第二"},
            },
        ),
        (
            "税收收入38亿元，增长5%。税收收入总量居全省第八、增速居全省第五。",
            {
                "税收收入": {
                    "本期": "38亿元",
                    "同比": "5%",
                    "位次": "居全省第八",
                    "增速位次": "居全省第五",
                }
            },
        ),
        (
            "第一产业增加值2亿元，第二产业增加值5亿元，第三产业增加值9亿元。"
            "三次产业增加值分别居全省第五、第三、第八位。",
            {
                "第一产业增加值": {"本期": "2亿元", "位次": "居全省第五"},
                "第二产业增加值": {"本期": "5亿元", "位次": "居全省第三"},
                "第三产业增加值": {"本期": "9亿元", "位次": "居全省第八位"},
            },
        ),
        (
            "实际使用外资0.6亿美元，完成率高居全市首位，规模则由全市第7位升至第5位。",
            {"实际使用外资": {"本期": "0.6亿美元", "位次": "全市第5位"}},
        ),
        ("我区在招商比赛中三次名列第一。", {"招商比赛": {"位次": "名列第一"}}),
        (
            "2025年预期目标：工业投资增长8%；财政收入增长5%，增速确保全市第三。",
            {
                "工业投资": {"目标增速": {"2025年": "8%"}},
                "财政收入": {"目标增速": {"2025年": "5%"}},
            },
        ),
        (
            "就诊率91.3%，位次由上年的第六变为第四。",
            {"就诊率": {"本期": "91.3%", "位次": "第四"}},
        ),
        (
            "签约率51.2%，随访率82.3%，在全市的名次分别是第五和第三。",
            {
                "签约率": {"本期": "51.2%", "位次": "第五"},
                "随访率": {"本期": "82.3%", "位次": "第三"},
            },
        ),
        (
            "平均浓度33.8微克/立方米，同比下降8.2%，浓度由低到高排全区第7。",
            {"平均浓度": {"本期": "33.8微克/立方米", "同比": "-8.2%", "位次": "排全区第7"}},
        ),
        (
            "新建养老服务中心12个，建成数量全省第一，人均绿地6.3平方米，在全区垫底。",
            {
                "新建养老服务中心": {"本期": "12个", "位次": "全省第一"},
                "人均绿地": {"本期": "6.3平方米", "位次": "全区垫底"},
            },
        ),
        (
            "获金牌28枚、银牌31枚，均名列第二。",
            {
                "获金牌": {"本期": "28枚", "位次": "名列第二"},
                "银牌": {"本期": "31枚", "位次": "名列第二"},
            },
        ),
        (
            "获一等奖5个、二等奖11个，奖牌总数居全省第六。",
            {"获一等奖": "5个", "二等奖": "11个", "奖牌总数": {"位次": "居全省第六"}},
        ),
        ("免疫规划疫苗接种率98.9%。", {"免疫规划疫苗接种率": "98.9%"}),
        (
            "新签约项目31个，总投资258亿元，个数和投资额双双夺得全市第一。",
            {
                "新签约项目": {"本期": "31个", "位次": "全市第一"},
                "新签约项目总投资": {"本期": "258亿元", "位次": "全市第一"},
            },
        ),
        (
            "合同成交额9.7亿元，增长12%，增幅在全市8个园区里排名第3。",
            {"合同成交额": {"本期": "9.7亿元", "同比": "12%", "增速位次": "排名第3"}},
        ),
        ("快递业务量增长2倍。", {"快递业务量": {"同比": "2倍"}}),
        ("工业投资环比增长3.1%。", {"工业投资": {"环比": "3.1%"}}),
        (
            "力争2025年工业投资增长8%左右。",
            {"工业投资": {"目标增速": {"2025年": "8%左右"}}},
        ),
        ("项目71个，总投资85亿元。", {"项目总投资": "85亿元"}),
        (
            "原煤、原油产量达到40.8万吨、53.6万吨，分别增长9.3%、7.3%。",
            {
                "原煤产量": {"本期": "40.8万吨", "同比": "9.3%"},
                "原油产量": {"本期": "53.6万吨", "同比": "7.3%"},
            },
        ),
        (
            "城乡居民人均可支配收入分别增长5%、6%。",
            {
                "城镇居民人均可支配收入": {"同比": "5%"},
                "农村居民人均可支配收入": {"同比": "6%"},
            },
        ),
        (
            "第一、二产业分别增长6.4%、7.9%。",
            {"第一产业": {"同比": "6.4%"}, "第二产业": {"同比": "7.9%"}},
        ),
        (
            "增长的行业14个，其中最快的是纺织业（同比增长5.9%）。",
            {"增长的行业": "14个", "纺织业": {"同比": "5.9%"}},
        ),
        ("第一产业增长9.1%达21.2亿元。", {"第一产业": {"本期": "21.2亿元", "同比": "9.1%"}}),
        (
            "旅客吞吐量增长16.6%，突破8700万人次。",
            {"旅客吞吐量": {"本期": "突破8700万人次", "同比": "16.6%"}},
        ),
        ("新增省级实验室15家、总数达23家。", {"新增省级实验室": "15家", "省级实验室": "23家"}),
        ("29个项目已通过验收。", {"验收项目": "29个"}),
        ("共调研四类需求：12项。", {"调研四类需求": "12项"}),
        ("优良天数同比增加36天。", {"优良天数": {"增减": "36天"}}),
        ("以工代赈带动群众增收8.5亿元。", {"以工代赈带动群众增收": "8.5亿元"}),
        (
            "进出口总额12亿元，增长6.4%，高于全省平均水平5.1个百分点。",
            {
                "进出口总额": {"本期": "12亿元", "同比": "6.4%"},
                "进出口总额增速高于全省平均水平": "5.1个百分点",
            },
        ),
        (
            "工业投资增长7.0%，比上半年加快1.5个百分点。",
            {"工业投资": {"同比": "7.0%"}, "工业投资增速较上期加快": "1.5个百分点"},
        ),
        (
            "粮食产量20万吨，年均增长2.1%。",
            {"粮食产量": "20万吨", "粮食产量年均增速": "2.1%"},
        ),
        (
            "地区生产总值同比增长6.0%，环比增长0.36%。",
            {"地区生产总值": {"同比": "6.0%", "环比": "0.36%"}},
        ),
        (
            "接待游客27万人次、实现旅游收入4亿元，增长18.6%和23.4%。",
            {
                "接待游客": {"本期": "27万人次", "同比": "18.6%"},
                "旅游收入": {"本期": "4亿元", "同比": "23.4%"},
            },
        ),
        (
            "地区总部、研发中心分别新认定6家和3家，累计分别达到101家和59家。",
            {
                "新认定地区总部": "6家",
                "新认定研发中心": "3家",
                "地区总部": "101家",
                "研发中心": "59家",
            },
        ),
        (
            "汽车产销量分别增长22.9%和17.4%。",
            {"汽车产量": {"同比": "22.9%"}, "汽车销量": {"同比": "17.4%"}},
        ),
        ("完成134公里架空线整治。", {"架空线整治": "134公里"}),
        ("拨付300万元奖补资金。", {"奖补资金": "300万元"}),
        ("改造老旧小区1376个、14万户。", {"改造老旧小区": "1376个", "改造老旧小区户数": "14万户"}),
        ("粮食总产量再上新台阶，突破16亿斤大关。", {"粮食总产量": "突破16亿斤"}),
        (
            "龙头企业22家，其中省级2家；家庭农场472家。",
            {
                "龙头企业": {"本期": "22家", "其中": {"省级": {"本期": "2家"}}, "合计": "否"},
                "家庭农场": "472家",
            },
        ),
        (
            "工业投资13亿元，完成年度任务（40.2亿元）的32.3%。",
            {"工业投资": {"本期": "13亿元", "目标": "40.2亿元"}, "工业投资完成率": "32.3%"},
        ),
        (
            "预测全年工业投资34.8亿元，增速34.9%。",
            {"工业投资": {"预计": {"本期": "34.8亿元", "同比": "34.9%"}}},
        ),
        ("营商环境评价居全省第3位。", {"营商环境评价": {"位次": "全省第3位"}}),
        (
            "固定资产投资增长37.63%，预计增幅十一个县区中排名第一。",
            {"固定资产投资": {"同比": "37.63%", "增速位次": "排名第一"}},
        ),
        ("我县综合考核位居全市第一名。", {"综合考核": {"位次": "位居全市第一名"}}),
        ("获评全省第一批示范县，跃居全省前列。", {}),
        ("签约项目23个。", {"签约项目": "23个"}),
        (
            "推进道路建设，完成投资2亿元。推进水利建设，完成投资3亿元。",
            {"道路建设完成投资": "2亿元", "水利建设完成投资": "3亿元"},
        ),
        ("地区生产总值[2]394.6亿元。", {"地区生产总值": "394.6亿元"}),
        (
            "研发投入36.7亿元，同口径增长17.1%。",
            {"研发投入": {"本期": "36.7亿元", "同比": "17.1%"}},
        ),
        (
            "技术合同成交额22.9亿元，完成省定目标135%。",
            {"技术合同成交额": "22.9亿元", "技术合同成交额完成率": "135%"},
        ),
        (
            "科技特派员由原先的38人增加到92人。",
            {"科技特派员": {"本期": "92人", "上年同期": "38人"}},
        ),
        (
            "高技术产业增加值82.9亿元，居全省第2位，增加值增长19%。",
            {"高技术产业增加值": {"本期": "82.9亿元", "同比": "19%", "位次": "全省第2位"}},
        ),
        (
            "力争2025年研发投入占GDP比重达到2.6%。",
            {"研发投入占GDP比重": {"目标": {"2025年": "2.6%"}}},
        ),
        ("打造x-x家孵化器。", {"孵化器": "x-x家"}),
        ("今年供养标准年人均2200元。", {"供养标准年人均": "2200元"}),
        ("为4648名优抚对象发放补助。", {"优抚对象": "4648名"}),
        ("通过积极争取，补助资金达到1.6亿元。", {"补助资金": "1.6亿元"}),
        ("全市國家級企業(yè)技術(shù)中心達到12家。", {"国家级企业技术中心": "12家"}),
        (
            "红薯计划13万亩，已插栽10万亩。",
            {"红薯插栽": {"本期": "10万亩", "目标": "13万亩"}},
        ),
        (
            "第一产业增加值3亿元，拉动GDP增长0.1个百分点；第二产业增加值5亿元，拉动GDP增长0.1个百分点。",
            {
                "第一产业增加值": "3亿元",
                "第一产业拉动GDP": "0.1个百分点",
                "第二产业增加值": "5亿元",
                "第二产业拉动GDP": "0.1个百分点",
            },
        ),
        (
            "投资增速有较大提升（同期为下降31.9%）。工业投资159.5亿元。",
            {"工业投资": "159.5亿元"},
        ),
        (
            "非国有投资增速达50%以上。非国有投资完成60.8亿元，同比增长52.8%。",
            {"非国有投资": {"本期": "60.8亿元", "同比": "52.8%"}},
        ),
        (
            "全县27个招商组团收集项目信息共104条。",
            {"招商组团": "27个", "收集项目信息": "104条"},
        ),
        (
            "推广玉米杂交种40万公斤，普及率达到95%；推广水稻良种2万公斤，普及率达到98%。",
            {
                "推广玉米杂交种": "40万公斤",
                "玉米杂交种普及率": "95%",
                "推广水稻良种": "2万公斤",
                "水稻良种普及率": "98%",
            },
        ),
        (
            "完成人工造林17015亩（任务14815亩）。",
            {"人工造林": {"本期": "17015亩", "目标": "14815亩"}},
        ),
        (
            "今年计划完成造林0.8万亩，封滩育林1.8万亩，森林覆盖率达20.31%。",
            {
                "造林": {"目标": {"2024年": "0.8万亩"}},
                "封滩育林": {"目标": {"2024年": "1.8万亩"}},
                "森林覆盖率": {"目标": {"2024年": "20.31%"}},
            },
        ),
        ("现价总量达到32亿元。", {"现价总量": "32亿元"}),
        (
            "批发和零售业实现零售额738亿元，住宿和餐饮业实现64亿元。",
            {"批发和零售业实现零售额": "738亿元", "住宿和餐饮业零售额": "64亿元"},
        ),
        (
            "重点项目50个，年度投资计划17.68亿元，1—5月完成投资4.28亿元。",
            {
                "重点项目": "50个",
                "重点项目年度投资计划": "17.68亿元",
                "重点项目完成投资": {"期间": "2024年1—5月", "本期": "4.28亿元"},
            },
        ),
    ],
)
def test_a_sentence_gives_these_figures(
    read: ReadText, sentence: str, expected: dict[str, object]
) -> None:
    assert figures(read(f"{TITLE}一、工作成效\n{sentence}\n")) == expected


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("改造项目完成率是计划任务的2.1倍。", "a multiple of a plan"),
        ("工业投资比一季度增长3.1%。", "another base than last year"),
        ("120万吨乙烯项目完工。", "how large something is"),
        ("比去年同期多完成11.004亿元，同比增长30.6%。", "a difference"),
        ("比衡阳少92家。", "a comparison"),
        ("“十百千”工程覆盖“100个村”。", "a quoted name"),
        ("增长12%以上的企业。", "nothing that it is of"),
        ("风险机构压降80%。", "a direction that would stay when it turns"),
        ("事故起数、死亡人数分别下降40.5%、32.7%。", "one direction for a row"),
        ("税收收入减少8%至10%。", "a direction that would stay when it turns"),
        ("平均降水量偏多12%。", "a direction that would stay when it turns"),
        ("平均气温较常年略高0.5度。", "a direction that would stay when it turns"),
        ("单位能耗比上年降低2.1%。", "a direction that would stay when it turns"),
        ("失业率比上年降低0.2个百分点。", "a direction that would stay when it turns"),
    ],
)
def test_what_cannot_be_named_stays_typed(read: ReadText, sentence: str, reason: str) -> None:
    result = read(f"{TITLE}一、工作成效\n{sentence}\n")
    assert reason
    assert sentence in result.text


def test_one_figure_stated_twice_is_one_entry_and_another_value_stands_apart(
    read: ReadText,
) -> None:
    text = f"{TITLE}一、成效\n粮食产量20万吨。粮食产量20万吨，创新高。粮食产量21万吨。\n"
    result = read(text)
    assert result.text.count("{{ 粮食产量 }}") == 2
    assert "粮食产量21万吨" in result.text


def test_two_masks_are_never_one_figure(read: ReadText) -> None:
    result = read(f"{TITLE}一、成效\n规上企业x家。规上企业x家。\n")
    assert result.text.count("{{ 规上企业 }}") == 1


def test_a_chapter_of_plans_gives_goals_of_the_next_year(read: ReadText) -> None:
    text = f"{TITLE}一、成效\n粮食产量20万吨。\n二、下步打算\n粮食产量达到21万吨。\n"
    assert figures(read(text))["粮食产量"] == {"本期": "20万吨", "目标": {"2025年": "21万吨"}}


def test_chapters_keep_their_titles_and_say_their_kind(read: ReadText) -> None:
    text = f"{TITLE}一、特色亮点\n甲。\n二、短板弱项\n乙。\n三、下步打算\n丙。\n四、其他\n丁。\n"
    told = [(chapter.heading, chapter.kind) for chapter in report(read(text)).listed]
    assert told == [
        ("特色亮点", "成效"), ("短板弱项", "问题"), ("下步打算", "思路"), ("其他", "其他"),
    ]  # fmt: skip


def test_a_heading_that_runs_into_its_text_is_one(read: ReadText) -> None:
    chapter = report(read(f"{TITLE}一、成效\n（一）抓项目。甲。\n（二）抓主体：乙。\n")).listed[0]
    assert [section.heading for section in chapter.sections] == ["抓项目", "抓主体："]
    assert all(section.run_in for section in chapter.sections)


def test_points_are_cut_wherever_they_stand(read: ReadText) -> None:
    text = (
        f"{TITLE}一、成效\n总述。一是抓项目。甲。二是抓主体。乙。\n"
        "二、问题\n一是短。丙。\n二是散。丁。\n三、打算\n1.抓项目。戊。\n2.抓主体。己。\n"
    )
    first, second, third = report(read(text)).listed
    assert [point.theme for point in first.points] == ["抓项目", "抓主体"]
    assert (len(second.points), second.split_points) == (2, True)
    assert (len(third.points), third.numbering) == (2, "1.")


def test_a_row_in_a_paragraph_of_its_own_is_one(read: ReadText) -> None:
    text = (
        f"{TITLE}一、成效\n项目建设加快。\n二、打算\n目标是稳中求进。\n一是抓项目。甲。二是抓主体。乙。\n"
        "以上报告，请审议。\n"
    )
    result = read(text)
    _first, second = report(result).listed
    assert (second.lead, second.row_anew) == ("目标是稳中求进。", True)
    assert [point.theme for point in second.points] == ["抓项目", "抓主体"]
    assert report(result).closing == "以上报告，请审议。"
    assert result.proof.identical == result.proof.lines
    assert not result.kept


def test_one_paragraph_behind_a_row_goes_with_its_last_point(read: ReadText) -> None:
    text = (
        f"{TITLE}一、成效\n总述。一是抓项目。甲。二是抓主体。乙。\n队伍作风明显好转。\n"
        "二、打算\n一是抓项目。丙。二是抓主体。丁。\n以上报告，请审议。\n"
    )
    result = read(text)
    first, second = report(result).listed
    assert [point.content for point in first.points] == ["甲。", "乙。\n队伍作风明显好转。"]
    assert [point.content for point in second.points] == ["丙。", "丁。"]
    assert report(result).closing == "以上报告，请审议。"
    assert result.proof.identical == result.proof.lines
    assert not result.kept


def test_paragraphs_behind_a_point_belong_to_it(read: ReadText) -> None:
    text = (
        f"{TITLE}一、成效\n一是抓项目。\n甲。\n乙。\n二是抓主体。\n丙。\n"
        "二、打算\n1.抓项目，促投资，开工一批。\n丁。\n2.抓主体，促升规，培育一批。\n"
    )
    result = read(text)
    first, second = report(result).listed
    assert [point.content for point in first.points] == [
        "抓项目。\n甲。\n乙。",
        "抓主体。\n丙。",
    ]
    assert (len(second.points), second.numbering) == (2, "1.")
    assert not result.kept


def test_points_keep_the_words_that_count_them(read: ReadText) -> None:
    text = (
        f"{TITLE}一、成效\n要求如下。一要抓项目。甲。二要抓主体。乙。\n"
        "二、打算\n第一，抓项目。丙。\n第二，抓主体。丁。\n"
    )
    result = read(text)
    first, second = report(result).listed
    assert (first.numbering, [point.theme for point in first.points]) == (
        "一要",
        ["抓项目", "抓主体"],
    )
    assert (second.numbering, second.split_points, len(second.points)) == ("第一，", True, 2)
    assert result.proof.identical == result.proof.lines
    assert not result.kept


def test_a_heading_about_a_quarter_counts_on(read: ReadText) -> None:
    text = (
        "江县科技局2024年前三季度工作总结\n\n一、成效\n甲。\n二、问题\n乙。\n三、四季度打算\n丙。\n"
    )
    result = read(text)
    assert [chapter.heading for chapter in report(result).listed] == ["成效", "问题", "四季度打算"]
    assert result.proof.identical == result.proof.lines


def test_ranks_are_word_for_word(read: ReadText) -> None:
    text = (
        "规上工业增加值增长9.6%、居全国第三。文化遗产8处、居全球城市首位。公园72个，均居全省第1位。"
    )
    result = read(f"{TITLE}一、成效\n{text}\n")
    assert figures(result) == {
        "规上工业增加值": {"同比": "9.6%", "增速位次": "居全国第三"},
        "文化遗产": {"本期": "8处", "位次": "居全球城市首位"},
        "公园": {"本期": "72个", "位次": "全省第1位"},
    }


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("轻工业完成总产值12.47亿元。", "轻工业总产值"),
        ("园区企业二季度完成工业总产值14.17亿元。", "园区企业工业总产值"),
        ("地区生产总值（GDP）225.2亿元。", "地区生产总值"),
        ("落地总投资21亿元的新型电池项目。", "新型电池项目总投资"),
        ("人口自然增长率7.22‰。", "人口自然增长率"),
        ("重点项目经市重点办审核完成投资17.48亿元。", "重点项目完成投资"),
        ("共143个年度实施项目。", "年度实施项目"),
        ("15个市级重点项目经市重点办审核开工。", "市级重点项目"),
        ("蔬菜、瓜果、食用菌产量11.5万吨。", "蔬菜、瓜果、食用菌产量"),
        ("省、市重点项目11个。", "省、市重点项目"),
        ("5亿元以上项目2个。", "5亿元以上项目"),
        ("农技专家10人组成服务队下乡。", "农技专家"),
        ("落实2500亩高标准柑橘示范园。", "高标准柑橘示范园"),
        ("生猪收购价格为每公斤20元左右。", "生猪收购价格"),
        ("现汇进资100万美元。", "现汇进资"),
        ("地区生产总值（GDP）完成225万元。", "地区生产总值"),
    ],
)
def test_a_figure_is_called_as_a_colleague_would(read: ReadText, sentence: str, name: str) -> None:
    assert list(figures(read(f"{TITLE}一、成效\n{sentence}\n"))) == [name]


def test_numbers_that_drafter_sets_otherwise_are_told(read: ReadText) -> None:
    result = read(f"{TITLE}一、成效\n甲。\n三、打算\n乙。\n")
    assert [(entry.old, entry.new) for entry in result.proof.renumbered] == [("三、", "二、")]


def test_a_row_that_does_not_begin_with_one_keeps_its_typed_numbers(read: ReadText) -> None:
    result = read(f"{TITLE}三、成效\n甲。\n四、打算\n乙。\n")
    assert not result.layout.chapters
    assert "三、成效" in result.text


def test_signature_and_date_come_back(read: ReadText) -> None:
    result = report(read(f"{TITLE}一、成效\n甲。\n\n江县科技局\n2025年1月8日\n"))
    assert result.bureau.name == "江县科技局"
    assert result.signing_date is not None
    assert result.settings.signed


def test_braces_and_marks_of_yaml_are_text(read: ReadText) -> None:
    line = "用{{ 名 }}、{% if %}、key: value # 注、- 列表、'引号'、\\反斜杠。"
    assert read(f"{TITLE}一、成效\n{line}\n").proof.holds


def test_full_width_signs_are_normalised_and_told(read: ReadText) -> None:
    result = read(f"{TITLE}一、成效\n参保率９８．２％。\n")
    assert figures(result) == {"参保率": "98.2%"}
    assert result.marks.counts == {("９", "9"): 1, ("８", "8"): 1, ("２", "2"): 1}


def test_signs_and_numbers_are_written_as_the_old_text_mostly_does(read: ReadText) -> None:
    text = (
        f"{TITLE}一、成效\n(一)甲\n入学率98．2％，提高0．7个百分点，增长7％，占3%。\n(二)乙\n1. 丙。\n2. 丁。\n"
        "（三）戊\n己。\n"
    )
    result = read(text)
    assert report(result).settings.heading_numbers == ("(一)", "1. ")
    assert report(result).settings.wide_signs == ("％", "．")
    assert [(entry.old, entry.new) for entry in result.proof.renumbered] == [("（三）", "(三)")]
    assert result.marks.counts == {("%", "％"): 1}


def test_a_list_number_before_a_year_is_no_decimal(read: ReadText) -> None:
    result = read(f"{TITLE}一、成效\n甲。\n2．2025年乙。\n")
    assert "2．2025年乙。" in result.text
    assert not result.marks.counts


def test_without_figures_the_text_is_as_typed(read: ReadText) -> None:
    result = read(f"{TITLE}一、成效\n粮食产量20万吨。\n", figures=False)
    assert "粮食产量20万吨。" in result.text
    assert not result.lifting.entries


def test_a_changed_line_breaks_the_proof(read: ReadText) -> None:
    from drafter.document import Document, Paragraph, Text  # noqa: PLC0415

    proof = proof_of([Line("甲20家。")], Document((Paragraph((Text("甲21家。"),)),)))
    assert not proof.holds
    assert read(f"{TITLE}甲20家。\n").proof.holds


def with_table(file: Path, rows: Sequence[tuple[str, ...]], sentence: str = "甲。") -> Path:
    """A report with one attachment, whose table has these rows."""
    document = docx.Document()
    for line in ("江县科技局2024年工作总结", "一、成效", sentence, "附件：项目进展情况"):
        document.add_paragraph(line)
    for line in ("江县科技局", "2025年1月8日", "附件", "项目进展情况"):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(file))
    return file


PROJECTS = [
    ("项目", "总投资（亿元）", "累计完成（亿元）", "进度"),
    ("冷链园", "2.30", "1.15", "主体完工"),
    ("锂电材料", "12.00", "—", "未开工"),
]
FIGURES = [
    ("指标", "单位", "本期", "同比", "位次"),
    ("工业投资", "亿元", "23.5", "8.1%", "—"),
    ("参保率", "%", "98.2", "0.6个百分点", "全省第3位"),
]


def test_a_table_of_an_attachment_is_a_list_with_units_at_its_numbers(tmp_path: Path) -> None:
    result = imported(with_table(tmp_path / "旧.docx", PROJECTS), library_for(), Wanted())
    records = report(result).records["项目进展情况表"]
    assert records.columns == ("项目", "总投资", "累计完成", "进度")
    assert "总投资: 2.30亿元" in result.text
    assert "累计完成: 无" in result.text
    assert result.proof.identical == result.proof.lines


def test_a_table_of_figures_gives_figures_that_the_text_states_too(tmp_path: Path) -> None:
    sentence = "工业投资23.5亿元，增长8.1%。"
    file = with_table(tmp_path / "旧.docx", FIGURES, sentence)
    result = imported(file, library_for(), Wanted())
    assert figures(result) == {
        "工业投资": {"本期": "23.5亿元", "同比": "8.1%"},
        "参保率": {"本期": "98.2%", "同比": "0.6个百分点", "位次": "全省第3位"},
    }
    assert "{{ 工业投资 }}，{{ 工业投资.升降 }}" in result.text
    assert report(result).attachments[0].figures == ("工业投资", "参保率")


@pytest.mark.parametrize(
    "rows",
    [
        [("项目", "项目"), ("冷链园", "锂电材料")],
        [("项目", "进度"), ("冷链园", "")],
        [("指标", "单位", "本期", "去年"), ("产值", "亿元", "3", "2")],
        [("项目", "投资"), ("冷链园", "3亿元"), ("锂电", "2亿元"), ("风电", "待定")],
    ],
    ids=[
        "two columns of one name",
        "an empty cell",
        "a column of another office",
        "a mixed column",
    ],
)
def test_whatever_table_it_is_the_draft_says_the_same(
    tmp_path: Path, rows: Sequence[tuple[str, ...]]
) -> None:
    result = imported(with_table(tmp_path / "旧.docx", rows), library_for(), Wanted())
    assert result.proof.holds
    assert not result.kept


# The command line.


def test_the_command_writes_the_file_and_says_what_came_of_it(run: Run, tmp_path: Path) -> None:
    shutil.copy(REPORTS / "annual.txt", tmp_path / "2024年总结.txt")
    code, out, err = run("import", "2024年总结.txt", "-o", "2024年.yaml")
    assert (code, err) == (0, "")
    assert out.startswith("已写成 2024年.yaml\n  与原文一致：21段\n  章3个，小节5个，要点5条\n")
    assert (tmp_path / "2024年.yaml").is_file()
    assert run("roll", "2024年.yaml")[0] == 0
    assert run("draft", "2025年.yaml")[0] == 0


def test_the_story_of_the_readme_is_what_happens(run: Run, tmp_path: Path) -> None:
    shutil.copy(REPORTS / "half-year.txt", tmp_path / "旧.txt")
    assert run("import", "旧.txt")[0] == 0
    assert run("draft", "旧.yaml", "-o", "2024年上半年.docx")[0] == 0
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = readme.split("$ drafter import 2024年上半年.docx\n")[1].split("$ ")[0]
    assert run("import", "2024年上半年.docx") == (0, told, "")
    code, out, _err = run("roll", "2024年上半年.yaml")
    assert (code, out.splitlines()[0]) == (0, "已写成 2025年上半年.yaml（2025年上半年）")


def test_a_dry_run_shows_the_file_and_writes_none(run: Run, tmp_path: Path) -> None:
    shutil.copy(REPORTS / "masked.txt", tmp_path / "旧.txt")
    code, out, _err = run("import", "--dry-run", "旧.txt")
    assert code == 0
    assert "模板: as-is\n" in out
    assert not (tmp_path / "旧.yaml").exists()


def test_a_file_that_is_there_is_not_replaced(run: Run, tmp_path: Path) -> None:
    shutil.copy(REPORTS / "masked.txt", tmp_path / "旧.txt")
    (tmp_path / "旧.yaml").write_text("有了", encoding="utf-8")
    code, _out, err = run("import", "旧.txt")
    assert (code, "文件已经有了" in err) == (1, True)
    assert (tmp_path / "旧.yaml").read_text(encoding="utf-8") == "有了"


def test_a_folder_is_imported_file_by_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "旧").mkdir()
    for name in ("annual", "half-year"):
        shutil.copy(REPORTS / f"{name}.txt", tmp_path / "旧" / f"{name}.txt")
    (tmp_path / "旧" / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    code, out, err = run("import", "旧", "-o", "新", "--jobs", "2")
    assert code == 1
    assert "共3份，导入2份" in out
    assert "坏.docx" in err
    assert sorted(file.name for file in (tmp_path / "新").iterdir()) == [
        "annual.yaml",
        "half-year.yaml",
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("旧.doc", b"\xd0\xcf\x11\xe0", "另存为 .docx"),
        ("旧.wps", b"\xd0\xcf\x11\xe0", "另存为 .docx"),
        ("旧.pdf", b"%PDF", "能导入 .docx、.txt、.md"),
        ("旧.docx", b"PK\x03\x04", "旧.docx"),
        ("旧.txt", b"  \n\n", "没有文字"),
    ],
)
def test_a_file_that_cannot_be_imported_is_told_why(
    run: Run, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    code, _out, err = run("import", name)
    assert code in (1, 2)
    assert said in err
    assert "Traceback" not in err
    assert not (tmp_path / "旧.yaml").exists()


def test_what_word_holds_besides_the_text_is_told(run: Run, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("某局2024年工作总结", style="Title")
    document.add_paragraph("带\t制表符，和\n换行。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "粮食"
    table.cell(0, 1).text = "20万吨"
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "内表"
    changed = document.add_paragraph("有修订")
    changed._p.append(_element("w:ins", _element("w:r", _element("w:t", text="的段落。"))))
    changed._p.append(_element("w:del", _element("w:r", _element("w:delText", text="删去"))))
    box = _element("w:p", _element("w:r", _element("w:t", text="框里的话。")))
    drawing = _element("w:pict", _element("w:txbxContent", box))
    document.add_paragraph("框")._p.append(_element("w:r", drawing))
    document.add_paragraph("图")._p.append(_element("w:r", _element("w:pict")))
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.save(str(tmp_path / "旧.docx"))
    code, out, err = run("import", "旧.docx")
    assert (code, err) == (0, "")
    assert "与原文一致：7段" in out
    told_all = (
        "表格成了文字：第3段 粮食  20万吨 内表",
        "修订2处",
        "表格里的表格1个",
        "页眉、页脚和脚注1段",
        "文本框1个",
    )
    for told in (*told_all, "图片、图形1个没有带过来", "没有认出"):
        assert told in out
    text = (tmp_path / "旧.yaml").read_text(encoding="utf-8")
    for line in ("带 制表符，和 换行。", "有修订的段落。", "粮食  20万吨 内表", "框里的话。"):
        assert line in text


_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize(
    ("old", "new"),
    [(_TRANSITIONAL, _STRICT), (b"document.xml", b"document2.xml")],
    ids=["Strict Open XML", "the text in a part of another name"],
)
def test_a_word_file_of_another_make_is_imported(
    run: Run, tmp_path: Path, old: bytes, new: bytes
) -> None:
    document = docx.Document()
    document.add_paragraph("某局2024年工作总结", style="Title")
    document.add_paragraph("完成投资12.3亿元，同比增长3.2%。")
    whole = io.BytesIO()
    document.save(whole)
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(tmp_path / "旧.docx", "w") as other:
        for name in package.namelist():
            other.writestr(
                name.encode().replace(old, new).decode(), package.read(name).replace(old, new)
            )
    code, out, err = run("import", "旧.docx")
    assert (code, err) == (0, "")
    assert "与原文一致：2段" in out


def _element(tag: str, *inner: BaseOxmlElement, text: str = "") -> BaseOxmlElement:
    element = OxmlElement(tag)
    if text:
        element.text = text
    element.extend(inner)
    return element


def test_more_numbers_than_a_report_may_have_stay_typed(
    read: ReadText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.exchange.importing.lifting.MOST_FIGURES", 20)
    lines = "\n".join(f"第{chr(0x4E00 + n)}{chr(0x5000 + n)}类企业{n}家。" for n in range(21))
    result = read(TITLE + lines)
    assert result.proof.holds
    assert not result.lifting.entries


def test_a_text_that_is_no_report_is_imported_as_it_is(read: ReadText) -> None:
    result = read("买菜：白菜两棵\n记得带伞\n")
    assert result.proof.holds
    assert result.front.guessed == ("期间", "单位")


def test_a_period_may_be_told(read: ReadText) -> None:
    result = read("工作总结\n\n一、成效\n甲。\n", period=period_of("2024年上半年"))
    assert result.front.period.label == "2024年上半年"


def test_as_form_writes_a_template_that_the_check_finds_nothing_in(
    run: Run, tmp_path: Path
) -> None:
    shutil.copy(REPORTS / "half-year.txt", tmp_path / "旧.txt")
    assert run("import", "旧.txt", "--as-form", "监管半年")[0] == 0
    library = library_of(((tmp_path / "templates"), ROOT / "templates"))
    assert check_template(library, library.template("监管半年")) == []
    code, _out, _err = run("new", "监管半年", "2025年上半年", "-o", "新.yaml")
    assert code == 0
    assert run("draft", "新.yaml")[0] == 0
    assert run("roll", "新.yaml", "-o", "下期.yaml")[0] == 0
    assert run("draft", "下期.yaml")[0] == 0


def test_a_form_keeps_the_tables_of_attachments(run: Run, tmp_path: Path) -> None:
    with_table(tmp_path / "旧.docx", PROJECTS)
    assert run("import", "旧.docx", "--as-form", "项目月报")[0] == 0
    library = library_of(((tmp_path / "templates"), ROOT / "templates"))
    assert check_template(library, library.template("项目月报")) == []
    form = (tmp_path / "templates/seeds/项目月报.yaml").read_text(encoding="utf-8")
    assert "- 项目: xx\n      总投资: x.xx亿元\n      累计完成: x.xx亿元\n      进度: xx" in form
    assert run("new", "项目月报", "2025年5月", "-o", "新.yaml")[0] == 0
    assert run("draft", "新.yaml")[0] == 0


def test_a_name_of_a_form_that_is_no_file_name_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "旧.txt").write_text("总结\n", encoding="utf-8")
    code, _out, err = run("import", "旧.txt", "--as-form", "../x")
    assert (code, "模板名" in err) == (2, True)


def test_a_template_that_adds_nothing_is_kept_and_another_is_not(read: ReadText) -> None:
    own = (REPORTS / "annual.txt").read_text(encoding="utf-8")
    result = read(own, template="general-annual")
    assert report(result).template == "general-annual"
    assert report(result).achievements is not None
    other = read(f"{TITLE}一、成效\n甲。\n", template="通用年度总结")
    assert report(other).template == "as-is"
    assert "改用“原样”" in other.remarks[0]


def test_an_unknown_template_is_a_clear_message(read: ReadText) -> None:
    with pytest.raises(DrafterError, match="没有模板"):
        read("总结\n甲。\n", template="没有")


ATTACHED = """　　一、工作成效

　　高新技术企业达到767家。

　　二、下一步打算

　　到2025年研发投入达到5亿元。

　　附件：实施方案

　　江县科技局
　　2025年1月10日

附件

实施方案

　　本方案由我局汇总。

　　一、项目概况

　　全县技术合同成交额12亿元。

　　（一）地点

　　在城西。

　　（二）规模

　　占地3亩。

　　二、保障措施

　　加强领导。
"""


def test_the_headings_of_an_attachment_are_sections_and_its_figures_are_of_now(
    read: ReadText,
) -> None:
    result = read(TITLE + ATTACHED)
    (attachment,) = report(result).attachments
    assert attachment.content == "本方案由我局汇总。"
    assert [section.heading for section in attachment.sections] == ["项目概况", "保障措施"]
    assert [section.heading for section in attachment.sections[0].sections] == ["地点", "规模"]
    assert figures(result)["技术合同成交额"] == "12亿元"
    assert result.proof.holds


@pytest.mark.parametrize(
    "listed",
    [
        "附件：1.2024年重点项目完成情况表\n2.2025年重点项目计划表\n",
        "附件：\n1.2024年重点项目完成情况表\n2.2025年重点项目计划表\n",
        "附件:1．2024年重点项目完成情况表\n2．2025年重点项目计划表\n",
        "附件：\n1、2024年重点项目完成情况表\n2、2025年重点项目计划表\n",
    ],
    ids=["run on", "below", "half-width colon and full-width points", "other marks"],
)
def test_attachments_that_are_only_named_are_files_of_their_own(
    read: ReadText, listed: str
) -> None:
    result = read(f"{TITLE}一、工作\n完成投资8亿元。\n{listed}江县科技局\n2025年1月10日\n")
    names = [(one.heading, one.apart) for one in report(result).attachments]
    assert names == [("2024年重点项目完成情况表", True), ("2025年重点项目计划表", True)]
    assert "内容: 完成投资8亿元。" in result.text
    assert "成文日期: 2025年1月10日" in result.text
    assert result.proof.holds


def test_the_names_of_attachments_come_from_a_list_of_word(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("江县科技局2024年工作总结")
    document.add_paragraph("一、工作")
    document.add_paragraph("完成投资8亿元。")
    document.add_paragraph("附件：")
    for name in ("2024年重点项目完成情况表", "2025年重点项目计划表"):
        document.add_paragraph(name, style="List Number")
    document.add_paragraph("江县科技局")
    document.add_paragraph("2025年1月10日")
    file = tmp_path / "旧.docx"
    document.save(str(file))
    result = imported(file, library_for(), Wanted())
    assert [one.apart for one in report(result).attachments] == [True, True]
    assert result.proof.holds


def test_a_number_before_a_year_is_one_of_a_list(read: ReadText) -> None:
    text = f"{TITLE}一、工作\n1.2024年完成8亿元。\n2.2025年完成9亿元。\n"
    result = read(text)
    assert "序号: 1.\n" in result.text
    assert result.proof.holds


def test_rows_pasted_from_a_sheet_are_kept_as_lines(read: ReadText) -> None:
    result = read(f"{TITLE}一、工作\n甲\t乙\t丙\n1\t\t3\n4\t5\t\n")
    assert result.proof.holds


def test_what_still_differs_is_told_and_the_report_is_imported(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "旧.txt"
    text = f"{TITLE}一、工作\n甲事已完\u2028成。\n二、打算\n完成投资8亿元。\n"
    file.write_text(text, encoding="utf-8")
    code, output, _error = run("import", file.as_posix())
    assert code == 0
    assert "共6段，有2段和原文不同，已留作正文，请逐段核对：" in output
    assert "  第3段 原文：甲事已完  成了：甲事已完成。" in output
    assert "  第4段 原文：成。  成了：（没有这一段）" in output
    assert "与原文一致" not in output
    written = file.with_suffix(".yaml").read_text(encoding="utf-8")
    first = "# 由 旧.txt 导入；有2段和原文不同，导入时已经列出，请核对。"
    assert written.startswith(first)
    assert written.count("标题: ") == 3  # the rest keeps its structure


def test_some_attachments_have_pages_and_others_are_only_named(read: ReadText) -> None:
    result = read(
        f"{TITLE}一、工作\n完成投资8亿元。\n附件：1. 甲表\n2. 实施方案\n"
        "江县科技局\n2025年1月10日\n附件2\n实施方案\n分期建设。\n"
    )
    names = [(one.heading, one.apart, one.content) for one in report(result).attachments]
    assert names == [("甲表", True, None), ("实施方案", False, "分期建设。")]
    assert result.proof.holds


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("储备项目35个，较去年同期减少8个。", "较去年同期{{ 储备项目.增减量 }}。"),
        ("在库项目120个，同比增加15个。", "同比{{ 在库项目.增减量 }}。"),
        ("工业用电量下降3.2%。", "工业用电量{{ 工业用电量.升降 }}。"),
        ("劳动生产率提高3.5%。", "劳动生产率提高{{ 劳动生产率.增速 }}。"),
        ("参保率提高0.3个百分点。", "{{ 参保率.升降 }}。"),
        ("轿车、客车产量分别增长4.1%、6%。", "分别增长{{ 轿车产量.增速 }}、{{ 客车产量.增速 }}。"),
    ],
)
def test_no_direction_stays_beside_a_change_that_may_turn(
    read: ReadText, sentence: str, written: str
) -> None:
    result = read(f"{TITLE}一、工作成效\n{sentence}\n")
    assert written in result.text.replace("\n      ", "")


def test_a_difference_that_turns_is_said_the_other_way_round(read: ReadText) -> None:
    text = read(f"{TITLE}一、成效\n储备项目35个，较去年同期减少8个。\n").text
    source = source_of("旧.yaml", text.replace("'-8个'", "4个"))
    document = draft(report_of(source), source, library_for()).document
    assert "较去年同期增加4个" in write_text(document)


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("二、2025年工作计划", "全年新开工项目25个，争取上级资金6亿元。"),
        ("二、2025年工作计划", "力争全年新开工项目25个，争取上级资金6亿元。"),
        ("二、2025年工作计划", "今年新开工项目25个，年内争取上级资金6亿元。"),
        ("二、明年工作打算", "全年新开工项目25个，争取上级资金6亿元。"),
        ("二、下步打算", "全年新开工项目25个，争取上级资金6亿元。"),
        ("二、2025年", "全年新开工项目25个，争取上级资金6亿元。"),
        ("2025年工作计划\n一、目标任务", "全年新开工项目25个，争取上级资金6亿元。"),
    ],
    ids=["whole year", "力争", "this year", "next year", "no year", "a year alone", "bare heading"],
)
def test_the_year_of_plans_is_that_of_their_heading(
    read: ReadText, heading: str, sentence: str
) -> None:
    text = f"{TITLE}一、成效\n全年新开工项目20个，争取上级资金5亿元。\n{heading}\n{sentence}\n"
    assert figures(read(text)) == {
        "新开工项目": {"本期": "20个", "目标": {"2025年": "25个"}},
        "上级资金": {"本期": "5亿元", "目标": {"2025年": "6亿元"}},
    }


def test_among_plans_what_is_there_or_was_done_is_no_goal(read: ReadText) -> None:
    text = f"{TITLE}一、2025年工作计划\n目前已签约项目12个。2024年完成技改投资3亿元。\n"
    assert figures(read(text)) == {"签约项目": "12个", "技改投资": "3亿元"}


def test_the_whole_year_among_the_plans_of_a_half_year_is_the_same_year(read: ReadText) -> None:
    text = "江县科技局2024年上半年工作总结\n\n一、下半年打算\n全年新开工项目25个。\n"
    assert figures(read(text)) == {"新开工项目": {"目标": {"2024年": "25个"}}}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "一是人才不足，2025年储备项目仅19个；二是结构老化，在岗职工412人。",
            {"储备项目": {"期间": "2025年", "本期": "19个"}, "在岗职工": "412人"},
        ),
        (
            "2023年引进博士7名；新增就业300人。",
            {"引进博士": {"期间": "2023年", "本期": "7名"}, "新增就业": "300人"},
        ),
        (
            "2023年，引进博士7名；新增就业300人。",
            {
                "引进博士": {"期间": "2023年", "本期": "7名"},
                "新增就业": {"期间": "2023年", "本期": "300人"},
            },
        ),
        (
            "2023年引进博士7名，新增就业300人。服务企业50家。",
            {
                "引进博士": {"期间": "2023年", "本期": "7名"},
                "新增就业": {"期间": "2023年", "本期": "300人"},
                "服务企业": "50家",
            },
        ),
    ],
    ids=["points", "semicolon", "set off at the head of the sentence", "the next sentence"],
)
def test_a_year_reaches_as_far_as_its_clause(
    read: ReadText, sentence: str, expected: dict[str, object]
) -> None:
    assert figures(read(f"{TITLE}一、工作成效\n{sentence}\n")) == expected


BODY = "一、工作\n完成技改投资8亿元。\n二、下步打算\n抓好项目。\n"
CONTACT = "（联系人：张三；电话：000-1234567）"


@pytest.mark.parametrize(
    ("end", "date", "notes"),
    [
        (f"江县科技局\n2025年1月10日\n{CONTACT}\n", "2025年1月10日", CONTACT),
        (f"江县科技局\n{CONTACT}\n", None, CONTACT),
        ("江县科技局\n", None, None),
        (
            "江县科技局\n2025年1月10日\n附件：1.甲表\n2.乙表\n",
            "2025年1月10日",
            "附件：1.甲表\n2.乙表",
        ),
        (
            "附件：甲表\n江县科技局\n附件\n甲表\n分期建设。\n",
            None,
            None,
        ),
        (
            f"附件：甲表\n江县科技局\n2025年1月10日\n{CONTACT}\n附件\n甲表\n分期建设。\n",
            "2025年1月10日",
            CONTACT,
        ),
    ],
    ids=["note", "no date", "no date, no note", "names behind", "before a page", "all"],
)
def test_signature_and_notes_are_of_no_section(
    read: ReadText, end: str, date: str | None, notes: str | None
) -> None:
    result = read(f"{TITLE}{BODY}{end}")
    made = report(result)
    assert made.listed[-1].content == "抓好项目。"
    assert made.settings.signed
    assert made.bureau.name == "江县科技局"
    assert (made.signing_date.text if made.signing_date else None) == date
    assert made.paper.notes == notes
    assert result.proof.holds


def test_whom_to_ask_is_kept_without_a_signature_too(read: ReadText) -> None:
    made = report(read(f"{TITLE}{BODY}联系人：张三；电话：000-1234567\n"))
    assert made.paper.notes == "联系人：张三；电话：000-1234567"
    assert not made.settings.signed


def test_a_name_and_date_above_the_text_end_nothing(read: ReadText) -> None:
    result = read(f"{TITLE}江县科技局\n2025年1月10日\n全年工作顺利。\n抓好项目。\n")
    assert report(result).paper.notes is None
    assert result.proof.holds


BLANKS = (
    ("项目", "2024年计划投资（亿元）", "完成投资", "进度"),
    ("甲项目", "12", "10.5", "主体完工"),
    ("乙项目", "8", "", ""),
)


def test_blank_cells_of_an_attached_table_are_nothing(tmp_path: Path) -> None:
    result = imported_table(tmp_path, BLANKS)
    records = report(result).records["重点项目表"]
    assert [[text_of_cell(cell) for cell in row.values()] for row in records.rows] == [
        ["甲项目", "12亿元", "10.5", "主体完工"],
        ["乙项目", "8亿元", "无", "无"],
    ]
    assert result.proof.holds
    assert result.proof.dashes == 2
    assert "  表格里的空格子 → —：2处" in summary_of(result).lines


def test_a_table_that_becomes_text_is_told_with_its_place(tmp_path: Path) -> None:
    result = imported_table(tmp_path, BLANKS, merged=True)
    assert summary_of(result).lines[:2] == (
        "文字与原文一致：6段；但表格1个成了一行行文字，起草的 Word 里不再是表格：",
        "  表格成了文字：第4—6段 项目  2024年计划投资（亿元）  完成投资  进度",
    )
    assert "但1个表格成了一行行文字" in result.text.splitlines()[0]


def test_numbers_of_a_table_that_became_text_are_masked_by_roll(tmp_path: Path) -> None:
    result = imported_table(tmp_path, BLANKS, merged=True)
    new = rolled(source_of("旧.yaml", result.text), library_for())
    assert "项目  2025年计划投资（亿元）  完成投资  进度" in new.source.text
    assert "甲项目  xx  xx.x  主体完工" in new.source.text
    assert "乙项目  x\n" in new.source.text
    made = draft(report_of(new.source), new.source, library_for())
    assert [missing.text for missing in made.missing][-3:] == ["xx", "xx.x", "x"]


def imported_table(
    folder: Path, rows: Sequence[tuple[str, ...]], *, merged: bool = False
) -> Imported:
    """A table of an attachment; `merged`: one of the text, whose last cells are one."""
    document = docx.Document()
    for line in ("江县科技局2024年工作总结", "一、工作", "进展如下。"):
        document.add_paragraph(line)
    if not merged:
        for line in ("附件：重点项目", "江县科技局", "2025年1月10日", "附件", "重点项目"):
            document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    if merged:
        table.cell(1, len(rows[0]) - 1).merge(table.cell(2, len(rows[0]) - 1))
    file = folder / "旧.docx"
    document.save(str(file))
    return imported(file, library_for(), Wanted())


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("我局及时启动应急响应4次。", "启动应急响应"),
        ("6月底前修复全部水毁工程36处。", "修复全部水毁工程"),
        ("2024年以来修复桥梁5座。", "修复桥梁"),
        ("办理取水许可86件。", "办理取水许可"),
        ("查处违法行为45起。", "查处违法行为"),
        ("到位各级资金3亿元。", "到位各级资金"),
        ("就业人数3万人。", "就业人数"),
        ("再生资源回收量3万吨。", "再生资源回收量"),
        ("近3年仅招录4人。", "招录"),
        ("抽检食品全部合格，合格率100%。", "合格率"),
        ("45岁以上人员30人。", "45岁以上人员"),
    ],
)
def test_a_name_begins_and_ends_with_whole_words(read: ReadText, sentence: str, name: str) -> None:
    assert list(figures(read(f"{TITLE}一、工作成效\n{sentence}\n"))) == [name]


def test_what_a_name_and_the_clause_before_share_stands_once(read: ReadText) -> None:
    text = "水质检测合格，合格率98%。实施食品抽检合格，合格率97%。"
    names = figures(read(f"{TITLE}一、工作成效\n{text}\n"))
    assert "合格合格率" not in "、".join(names)


def test_numbers_of_headings_typed_with_another_mark_are_numbers(read: ReadText) -> None:
    result = read(
        f"{TITLE}一.2024年主要工作\n完成技改投资8亿元。\n（一）、抓培训\n培训。\n（二）.抓项目\n"
        "项目。\n二．下步打算\n抓好项目。\n"
    )
    chapters = report(result).listed
    assert [chapter.heading for chapter in chapters] == ["2024年主要工作", "下步打算"]
    assert [section.heading for section in chapters[0].sections] == ["抓培训", "抓项目"]
    assert {(one.old, one.new) for one in result.proof.renumbered} == {
        ("一.", "一、"), ("二．", "二、"), ("（一）、", "（一）"), ("（二）.", "（二）"),
    }  # fmt: skip
