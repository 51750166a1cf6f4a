"""How much a figure differs from before or from elsewhere: which place of it a difference takes.

What no key of a figure can hold is a figure itself, named by what it is a difference of:
粮食产量年均增速, 工业投资增速高于全省, 工业投资增速较上期加快.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.period import Kind
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from drafter.exchange.importing.figures import Key
    from drafter.exchange.importing.roles import Roles
    from drafter.exchange.importing.spots import Spot
    from drafter.prose.claims import Claim

_LAST_YEAR = Pattern(
    r"^(?:(?:上|去|上一|前一)年(?:度|同期|同月|末|底|年末|年底)?|同期|上年同口径|年初|上年年末)?的?$"
)
"""What a 同比 is against: a year ago, or nothing said."""
_END_OF_YEAR = Pattern("末|底|年初")
_OTHER_GROWTH = Pattern(
    "平均(?:增|提|上|下|降|减)|累计增长|两年|三年|五年|[比较][^，。；]{0,8}[月季初]"
)
_YEARLY = Pattern(
    "年均(?:分别|实际|名义|递|约|可比)*(?:增长|增速|增幅|增加|提高|下降|降低|减少|增)"
)
_YEAR = Pattern(r"(?:19|20)\d\d年")
_TIME = Pattern("[0-9月季年旬]|半年|同期")
_GROWS = Pattern("增速|增幅")
_IS_RATE = Pattern("(?:增速|增幅|率|比重|占比|强度)$")
YEARLY: Key = ("年均",)
"""Not a key of a figure: the growth is one a year, and a figure itself."""


def is_on_last_year(claim: Claim) -> bool:
    """Whether a change is one on the year before, as far as the text says."""
    return _LAST_YEAR.match(claim.against) is not None


def is_on_end_of_year(claim: Claim) -> bool:
    """Whether a change is one since the year before ended: what is compared is a stock."""
    return _END_OF_YEAR.search(claim.against) is not None


def kind_of_growth(spot: Spot, roles: Roles) -> Key | None:
    """The place of a growth in its figure; None where it has none."""
    claim, own = spot.claim, roles.context.period
    if roles.is_goal(spot) or roles.context.is_ahead(spot.unit):
        goal = roles.role(spot, claim)
        yearly = _YEARLY.search(spot.lead)
        return ("目标增速", *goal[1:]) if goal[0] == "目标" and not yearly else None
    if _YEARLY.search(spot.lead):
        return YEARLY
    if "环比" in spot.lead or _LAST_STRETCH.match(_base_told(spot)):
        return ("环比",)
    if _YEAR.fullmatch(claim.against) and claim.aspect is Aspect.GROWTH:
        last = own.year is not None and claim.against == f"{own.last_year - 1}年"
        return None if last else ("基期", "增速")
    if not is_on_last_year(claim) or _OTHER_GROWTH.search(spot.lead):
        return None
    return ("同比",)


_LAST_STRETCH = Pattern("上[一个]?(?:月|季度?|期)")
"""What a growth is against that is told from one stretch to the next."""


def _base_told(spot: Spot) -> str:
    """What a growth is against, with its value or without: 较上季度的17.25万件增长8.1%."""
    claim = spot.claim
    before = spot.reading.claims[claim.at - 1] if claim.at and not claim.mark else None
    if before is not None and before.aspect is Aspect.BEFORE:
        return before.against
    return claim.against


def is_yearly(spot: Spot) -> bool:
    """Whether a growth is one a year over several: 年均增长8%."""
    return _YEARLY.search(spot.lead) is not None


def size_of(claim: Claim, *, yearly: bool = False) -> str:
    """What a growth is called that is a figure itself: 降幅, 年均增速."""
    return ("年均" if yearly else "") + ("降幅" if claim.direction < 0 else "增速")


def difference_of(spot: Spot, name: str, *, of_growth: bool) -> str:
    """The name of a difference of a figure: 工业投资增速高于全省. Empty where none is told."""
    claim = spot.claim
    against = claim.against.removesuffix("的")
    if not claim.verb:
        return ""
    grows = of_growth or _GROWS.search(spot.lead)
    stem = f"{name}增速" if grows and not _IS_RATE.search(name) else name
    if claim.aspect is Aspect.ABOVE:
        if not against or _TIME.search(against):
            return ""
        words = f"{claim.verb}{against}" if len(claim.verb) > 1 else f"比{against}{claim.verb}"
        return f"{stem}{words}"
    if not against:
        return f"{stem}{claim.verb}"
    if is_on_last_year(claim):
        return f"{stem}较上年{claim.verb}"
    if _YEAR.match(against):
        return ""
    return f"{stem}较{'上期' if _TIME.search(against) else against}{claim.verb}"


def one_year_before(year: int, now: int, kind: Kind) -> bool:
    """Whether a year is the one before the one that is told of."""
    return year == now - 1 and kind is not Kind.PLAN
