"""What edits of a plan say to travellers, in both languages."""

from __future__ import annotations

from ...domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "trouble.nothing": ("行程里没有“{what}”所指的部分", "the plan has no part that '{what}' means"),
        "trouble.no_day": ("行程只有{days}天，没有第{day}天", "the trip has {days} day(s), there is no day {day}"),
        "trouble.locked": (
            "{name}已锁定；先解锁才能改动",
            "{name} is locked; unlock it before it can be changed",
        ),
        "trouble.locked_wish": (
            "{name}已锁定，与“{wish}”冲突；先解锁，或放弃这个要求",
            "{name} is locked and conflicts with '{wish}'; unlock it or give up the wish",
        ),
        "trouble.locked_days": (
            "第{day}天有锁定的内容（{name}），不能缩短到{days}天；先解锁",
            "day {day} has a locked part ({name}), so the trip can't be cut to {days} day(s); unlock it first",
        ),
        "trouble.must": (
            "{names}是点名必去的，这里没有别的可换；要去掉请直接说不去{names}",
            "{names} was asked for by name and nothing else is there to replace; say 'drop {names}' to give it up",
        ),
        "trouble.closed": (
            "{name}在第{day}天（{date}）不开放",
            "{name} is closed on day {day} ({date})",
        ),
        "trouble.closed_part": (
            "{name}在第{day}天的这个时段不开放（{hours}）",
            "{name} is not open at that time on day {day} ({hours})",
        ),
        "trouble.unknown": ("没有找到要加入的地点（{place}）", "the place to add was not found ({place})"),
        "trouble.wanted_and_not": (
            "同一句话里既要{name}又不要{name}",
            "the same turn asks for {name} and against it",
        ),
        "trouble.no_other": (
            "没有找到符合“{what}”的其他选择",
            "nothing else was found that fits '{what}'",
        ),
        "trouble.cheapest": (
            "{name}已经是符合其他要求的选择里最便宜的",
            "{name} is already the cheapest that keeps your other wishes",
        ),
        "trouble.best": ("{name}已经是最高档次", "{name} is already of the highest class"),
        "trouble.nearest": ("{name}已经是最近的选择", "{name} is already the closest choice"),
        "trouble.unknown_price": ("{name}的价格未知，无法比较", "the price of {name} is unknown, so nothing can be compared"),
        "trouble.cant": ("不知道怎么把“{what}”用到行程上", "there is no way to apply '{what}' to the plan"),
        "trouble.pace": (
            "第{day}天只有一处景点，不能再减了",
            "day {day} has a single sight; there is nothing to take away",
        ),
        "trouble.pace_end": ("节奏已经是最{pace}的", "the pace is already the most {pace} one"),
        "trouble.days": ("行程至少1天、至多30天", "a trip takes 1 to 30 days"),
        "trouble.budget": ("预算必须大于0", "the budget must be above 0"),
        "trouble.no_ride": ("行程里没有往返大交通", "the plan has no intercity ride"),
        "trouble.clock": ("改后的时间不在一天之内", "the changed time does not lie within a day"),
        "note.kept_must": ("{names}是必去的，保留不动", "{names} stays: it was asked for by name"),
        "note.kept_locked": ("{names}已锁定，保留不动", "{names} stays: it is locked"),
        "note.is_there": ("{name}已经在行程里（第{day}天）", "{name} is in the plan already (day {day})"),
        "note.given_up": ("不再要求：{wish}", "given up: {wish}"),
        "note.dropped_day": ("第{day}天取消，相关要求一并取消：{wish}", "day {day} is gone, and so is: {wish}"),
        "note.new_city": (
            "目的地改为{city}，与原城市地点有关的要求不再适用：{wishes}",
            "the destination is now {city}; wishes about places of the former one no longer apply: {wishes}",
        ),
        "pace.relaxed": ("轻松", "relaxed"),
        "pace.normal": ("适中", "normal"),
        "pace.intense": ("紧凑", "intense"),
        "diff.change": ("第{day}天{part}：{before} → {after}", "Day {day}, {part}: {before} → {after}"),
        "diff.new": ("第{day}天{part}：新增{after}", "Day {day}, {part}: {after} is new"),
        "diff.gone": ("第{day}天{part}：去掉{before}", "Day {day}, {part}: {before} is gone"),
        "diff.day_new": ("新增第{day}天（{date}）", "Day {day} ({date}) is new"),
        "diff.day_gone": ("取消第{day}天（{date}）", "Day {day} ({date}) is gone"),
        "diff.moved": (
            "{name}：第{before}天{before_part} → 第{after}天{after_part}",
            "{name}: day {before}, {before_part} → day {after}, {after_part}",
        ),
        "diff.time": ("第{day}天 {name}：{before} → {after}", "Day {day}, {name}: {before} → {after}"),
        "diff.hotel": ("酒店（{nights}）：{before} → {after}", "Hotel ({nights}): {before} → {after}"),
        "diff.hotel_new": ("酒店（{nights}）：{after}", "Hotel ({nights}): {after}"),
        "diff.hotel_gone": ("酒店（{nights}）：不再入住{before}", "Hotel ({nights}): no longer {before}"),
        "diff.nights": ("第{first}–{last}晚", "nights {first}-{last}"),
        "diff.night": ("第{first}晚", "night {first}"),
        "diff.ride.out": ("去程：{before} → {after}", "Journey out: {before} → {after}"),
        "diff.ride.back": ("返程：{before} → {after}", "Journey back: {before} → {after}"),
        "diff.slot": ("{slot}：{before} → {after}", "{slot}: {before} → {after}"),
        "diff.ticket": ("；门票 {amount}", "; tickets {amount}"),
        "diff.meal_cost": ("；餐费 {amount}", "; meals {amount}"),
        "diff.rate": ("；每间每晚 {amount}", "; {amount} a room and night"),
        "diff.walking": ("；步行 {km} km", "; on foot {km} km"),
        "diff.total": ("总价：{before} → {after}（{amount}：{parts}）", "Total: {before} → {after} ({amount}: {parts})"),
        "diff.total_same": ("总价不变：{after}（{parts}）", "The total stays at {after} ({parts})"),
        "diff.ride": ("{ride}（{station}）", "{ride} ({station})"),
        "diff.nothing": ("（无）", "(none)"),
        "slot.days": ("天数", "Days"),
        "slot.start": ("出发日期", "First day"),
        "slot.party": ("同行", "Party"),
        "slot.budget": ("预算", "Budget"),
        "slot.pace": ("节奏", "Pace"),
        "slot.origin": ("出发地", "From"),
        "slot.destination": ("目的地", "Destination"),
        "part.morning": ("上午", "morning"),
        "part.afternoon": ("下午", "afternoon"),
        "part.evening": ("晚上", "evening"),
        "meal.breakfast": ("早餐", "breakfast"),
        "meal.lunch": ("午餐", "lunch"),
        "meal.dinner": ("晚餐", "dinner"),
    }
)
