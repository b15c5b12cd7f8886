"""What the planner says to travellers, in both languages."""

from __future__ import annotations

from ..domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "goal.named": ("查找点名要去的地点", "look up the places that were named"),
        "goal.sights": ("在{city}寻找适合同行者的景点", "find sights in {city} that suit the party"),
        "goal.availability": ("核对开放日与预约情况", "check opening days and bookings"),
        "goal.lodging": ("寻找符合要求的酒店", "find hotels that fit"),
        "goal.dining": ("在行程附近寻找餐厅", "find restaurants along the way"),
        "goal.intercity": ("查询{origin}与{city}之间的往返交通", "find the way between {origin} and {city}"),
        "goal.travel": ("估算各地点之间的交通", "estimate travel between all places"),
        "default.start": (
            "未指定日期，按最近可成行的日子{start}（{weekday}）出发",
            "no date was given; the next day on which everything can be visited is taken: {start} ({weekday})",
        ),
        "question.start": ("哪天出发？", "Which day do you start?"),
        "question.capability": (
            "“{capability}”暂时无法使用（{message}）。等待重试、换数据源，还是先不要这一部分？",
            "'{capability}' is unavailable ({message}). Wait and retry, use another source, or go on without it?",
        ),
        "note.no_origin": (
            "没有说明出发城市，行程不含往返大交通及其费用",
            "No city of departure was given, so travel to and from {city} is not planned or counted",
        ),
        "note.origin_unknown": (
            "没有{origin}与{city}之间的交通数据，行程不含往返大交通及其费用",
            "Nothing is known about travel between {origin} and {city}; it is neither planned nor counted",
        ),
        "gap": ("“{capability}”无法使用：{message}", "'{capability}' is unavailable: {message}"),
        "note.not_yet": ("{name}：{book_from}起可预约{note}", "{name}: bookings open on {book_from}{note}"),
        "note.book": ("{name}：须提前预约{real_name}{note}", "{name}: must be booked in advance{real_name}{note}"),
        "note.real_name": ("（实名）", " (real name)"),
        "note.child": ("{name}：{note}", "{name}: {note}"),
        "note.closed_days": ("{name}在行程期间的闭馆日：{days}", "{name} is closed on: {days}"),
        "note.unknown_price": ("{name}：门票价格未知，未计入合计", "{name}: the admission is unknown and not in the total"),
        "note.unknown_hours": ("{name}：开放时间未知，请先确认", "{name}: opening hours are unknown, please check"),
        "note.intercity_estimate": (
            "往返班次按典型时长与票价估算，请以实际车次/航班为准",
            "Intercity rides use typical durations and fares; choose an actual service when you book",
        ),
        "note.breakfast": (
            "早餐按每人约{amount}元估算（酒店早餐另询）",
            "Breakfast is estimated at ¥{amount} a person (ask the hotel about theirs)",
        ),
        "reason.sold_out": ("在行程日期内已售罄", "is sold out on the trip's dates"),
        "reason.closed": ("在行程日期内不开放", "is closed on the trip's dates"),
        "substitute.with": ("{name}{reason}，改为相近的{other}", "{name} {reason}; the nearest equal, {other}, takes its place"),
        "substitute.without": ("{name}{reason}，没有相近的替代", "{name} {reason}, and nothing comparable is left"),
        "repair.cheaper": ("超出预算，改用更省钱的方案", "over budget: cheaper options are taken"),
        "repair.drop_soft": ("愿望无法全部满足，放宽：{wish}", "not every wish can hold: {wish} is relaxed"),
        "unit.adult": ("成人票", "adult"),
        "unit.child": ("儿童票", "child"),
        "unit.senior": ("老人票", "senior"),
        "unit.taxi": ("出租车", "taxi"),
        "unit.metro": ("地铁", "metro"),
        "unit.room": ("{kind}", "{kind}"),
        "unit.meal": ("餐费", "meal"),
        "unit.breakfast": ("早餐", "breakfast"),
        "unit.reserve": ("机动备用金", "reserve"),
        "unit.train": ("火车票", "train"),
        "unit.flight": ("机票", "flight"),
        "room.double": ("大床房", "double room"),
        "room.twin": ("双床房", "twin room"),
        "room.family": ("家庭房", "family room"),
        "room.suite": ("套房", "suite"),
        "room.single": ("单人间", "single room"),
        "room.dorm": ("床位", "dorm bed"),
    }
)
