"""What the verifier says, in both languages, always with the numbers."""

from __future__ import annotations

from ...domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        # dates and places
        "dates.ok": ("{first} 至 {last}，连续 {count} 天", "{first} to {last}, {count} days in a row"),
        "dates.city": ("行程在{plan}，要去的是{asked}", "the plan is for {plan}, asked was {asked}"),
        "dates.count": ("行程有 {plan} 天，要求 {asked} 天", "the plan has {plan} days, asked were {asked}"),
        "dates.date": ("第{day}天的日期是 {plan}，应为 {due}", "day {day} is dated {plan}, it should be {due}"),
        "dates.index": ("第 {due} 个日子的序号是 {day}", "the {due}. day is numbered {day}"),
        "places.ok": ("第{day}天 {count} 个地点均有记录可查", "day {day}: all {count} places are on record"),
        "places.unknown": ("第{day}天“{name}”（{id}）查无记录", "day {day}: '{name}' ({id}) is on no record"),
        "places.differs": (
            "第{day}天{name}的 {field} 为“{plan}”，记录为“{true}”",
            "day {day}: {field} of {name} is '{plan}', on record it is '{true}'",
        ),
        "places.kind": (
            "第{day}天{name}的类型（{kind}）不适合这一站",
            "day {day}: {name} is a {kind}, which doesn't suit the stop",
        ),
        # hours
        "hours.ok": (
            "{name}：{visit} 在 {date} 的开放时间 {hours} 内",
            "{name}: {visit} lies within its hours of {date}, {hours}",
        ),
        "hours.outside": (
            "{name}：{visit} 不在 {date} 的开放时间 {hours} 内",
            "{name}: {visit} lies outside its hours of {date}, {hours}",
        ),
        "hours.closed": ("{name}：{date} 不开放（安排在 {visit}）", "{name} is closed on {date} (planned {visit})"),
        "hours.unknown": (
            "{name}：{date} 的开放时间未知（安排在 {visit}）",
            "{name}: hours of {date} are unknown (planned {visit})",
        ),
        "hours.last_entry": ("{hours}（{last} 停止入场）", "{hours} (last entry {last})"),
        "weather.ok": (
            "第{day}天预报有雨（{rain}），没有安排露天景点",
            "day {day}: rain is forecast ({rain}), and no sight is in the open",
        ),
        "weather.outdoors": (
            "第{day}天预报有雨（{rain}），{name}在露天",
            "day {day}: rain is forecast ({rain}), and {name} is in the open",
        ),
        "weather.mm": ("{mm}毫米", "{mm} mm"),
        "weather.chance": ("概率{chance}%", "{chance} % likely"),
        "weather.some": ("雨量未知", "how much is unknown"),
        "availability.ok": ("第{day}天 {count} 个景点均可入场", "day {day}: {count} sights let visitors in"),
        "availability.unknown": (
            "第{day}天 {count} 个景点能否入场未知：{names}",
            "day {day}: unknown of {count} sights whether they let visitors in: {names}",
        ),
        "availability.sold_out": ("{name}：{date} 已售罄", "{name} is sold out on {date}"),
        "availability.closed": ("{name}：{date} 临时不开放", "{name} is closed on {date}"),
        "dwell.ok": (
            "第{day}天停留足够（分钟，实际/最少）：{visits}",
            "day {day}: visits are long enough (minutes, planned/least): {visits}",
        ),
        "dwell.short": (
            "{name}：停留 {minutes} 分钟，少于最少的 {least} 分钟",
            "{name}: {minutes} minutes, the least is {least}",
        ),
        "dwell.long": (
            "{name}：停留 {minutes} 分钟，超过合理的 {most} 分钟",
            "{name}: {minutes} minutes, more than a sensible {most}",
        ),
        # order and chain
        "order.ok": (
            "第{day}天 {count} 站（{span}）先后有序，互不重叠",
            "day {day}: {count} stops ({span}) in order, no overlaps",
        ),
        "order.leg_backwards": ("前往{name}的路程 {way} 到达早于出发", "the way to {name}, {way}, arrives before it departs"),
        "order.leg_early": ("前往{name}的路程 {way} 早于上一站结束 {free}", "the way to {name}, {way}, starts before {free}"),
        "order.leg_late": (
            "前往{name}的路程 {way} 晚于该站开始 {start}",
            "the way to {name}, {way}, ends after the stop starts, {start}",
        ),
        "order.overlap": ("{name}（{stay}）早于上一站结束 {free}", "{name} ({stay}) starts before the stop before ends, {free}"),
        "order.no_time": ("{name}（{stay}）的时长不成立", "{name} ({stay}) takes no time"),
        "chain.ok": ("第{day}天 {legs} 段路程首尾相接", "day {day}: {legs} legs join end to end"),
        "chain.missing": ("第{day}天缺少从{origin}到{name}的路程", "day {day}: no way from {origin} to {name}"),
        "chain.origin": (
            "第{day}天前往{name}的路程从{start}出发，而人在{origin}",
            "day {day}: the way to {name} starts at {start}, but the party is at {origin}",
        ),
        "chain.destination": ("第{day}天前往{name}的路程到了{end}", "day {day}: the way to {name} ends at {end}"),
        "repeats.ok": ("{count} 个景点和餐厅均不重复", "{count} sights and restaurants, none twice"),
        "repeats.twice": ("{name}重复：第{first}天和第{day}天", "{name} twice: day {first} and day {day}"),
        # legs
        "travel.ok": (
            "第{day}天 {count} 段路程共 {minutes} 分钟，均不少于查得的时间",
            "day {day}: {count} legs, {minutes} minutes, none shorter than on record",
        ),
        "travel.none": ("从{origin}到{name}没有{mode}的记录", "no record of going from {origin} to {name} by {mode}"),
        "travel.short": (
            "前往{name}：{mode} {minutes} 分钟，至少需要 {needed} 分钟",
            "to {name}: {minutes} minutes by {mode}, at least {needed} are needed",
        ),
        "travel.metres": ("前往{name}：{mode} {plan} 米，记录为 {true} 米", "to {name}: {plan} m by {mode}, on record {true} m"),
        "parts.ok": ("第{day}天 {count} 段路程的换乘与记录一致", "day {day}: the stations of {count} ways are as on record"),
        "parts.differ": ("前往{name}的换乘为“{plan}”，应为“{true}”", "the way to {name} is '{plan}', it should be '{true}'"),
        "service.ok": ("第{day}天 {count} 段乘车均在运营时间内", "day {day}: {count} rides within service hours"),
        "service.outside": (
            "前往{name}：{mode} {way} 不在发车时间 {hours} 内",
            "to {name}: {mode} at {way}, departures run {hours}",
        ),
        "distance.ok": ("第{day}天共 {km} 公里，距离与速度合理", "day {day}: {km} km, ways and speeds are plausible"),
        "distance.short": (
            "前往{name}：路程 {metres} 米，短于直线距离 {straight} 米",
            "to {name}: a way of {metres} m, shorter than the straight line of {straight} m",
        ),
        "distance.fast": (
            "前往{name}：{mode} {minutes} 分钟走直线 {km} 公里，超过时速 {top} 公里",
            "to {name}: {km} km (straight) in {minutes} minutes by {mode} is faster than {top} km/h",
        ),
        # journeys
        "intercity.ok": ("{way}：{origin} → {destination} {span}，班次有据", "{way}: {origin} → {destination} {span}, on record"),
        "intercity.missing": ("缺少{way}（{origin}）", "no {way} ({origin})"),
        "intercity.no_services": ("{way}（{origin}）没有可查的班次", "{way} ({origin}): no services are known"),
        "intercity.unasked": ("第{day}天有未要求的{way}", "day {day}: a {way} nobody asked for"),
        "intercity.twice": ("{way}出现 {count} 次", "{count} times a {way}"),
        "intercity.place_out": ("{way}须是第一天的第一站，现在第{day}天", "the {way} must open day 1; it stands on day {day}"),
        "intercity.place_back": (
            "{way}须是最后一天的最后一站，现在第{day}天",
            "the {way} must close the last day; it stands on day {day}",
        ),
        "intercity.unknown": ("{way}的班次 {service} 查无记录", "{way}: service {service} is on no record"),
        "intercity.elsewhere": ("{way}的班次 {service} 不走这条线", "{way}: service {service} runs elsewhere"),
        "intercity.differs": ("{way}的 {field} 为“{plan}”，记录为“{true}”", "{way}: {field} is '{plan}', on record '{true}'"),
        "intercity.hours": ("{way} {depart} 出发，班次只在 {hours}", "{way}: leaves at {depart}, services run {hours}"),
        "intercity.minutes": ("{way}历时 {minutes} 分钟，记录为 {true} 分钟", "{way}: {minutes} minutes, on record {true}"),
        "intercity.stop": ("{way} {span} 不在该站时间 {stay} 内", "{way}: {span} lies outside its stop, {stay}"),
        "station.before": (
            "{name}：开车/起飞前 {minutes} 分钟到站，至少 {needed} 分钟",
            "{name}: there {minutes} minutes ahead, at least {needed}",
        ),
        "station.after": (
            "{name}：到站后 {minutes} 分钟离站，至少 {needed} 分钟",
            "{name}: left {minutes} minutes after arrival, at least {needed}",
        ),
        "station.unknown": (
            "{name}：到站后 {minutes} 分钟离站，所需时间未知",
            "{name}: left after {minutes} minutes, the time it takes is unknown",
        ),
        # meals
        "meals.ok": ("第{day}天该有的餐都有：{meals}", "day {day}: every meal that is due: {meals}"),
        "meals.missing": ("第{day}天缺{meal}（{window}）", "day {day}: no {meal} ({window})"),
        "meals.no_restaurants": (
            "第{day}天缺{meal}（{window}）：没有餐厅数据",
            "day {day}: no {meal} ({window}); no restaurants are known",
        ),
        "meal_times.ok": ("第{day}天：{meals}", "day {day}: {meals}"),
        "meal_times.what": ("{name}：不知是哪一餐", "{name}: a meal that is none"),
        "meal_times.twice": ("第{day}天{meal}重复（{name}）", "day {day}: a second {meal} ({name})"),
        "meal_times.hours": (
            "{name}：{meal} {stay}，在 {window} 内不足 {least} 分钟",
            "{name}: {meal} {stay}, less than {least} minutes of it within {window}",
        ),
        "meal_times.inside": (
            "{name}：参观 {stay} 不含{meal}时间 {window}",
            "{name}: the visit, {stay}, doesn't cover {meal}, {window}",
        ),
        "meal_times.length": ("{name}：{meal}用时 {minutes} 分钟不合理", "{name}: {minutes} minutes for {meal} make no sense"),
        "meal_times.not_in": (
            "{name}：在{around}里面，只能在参观途中用餐",
            "{name}: lies inside {around}, one eats there only during a visit",
        ),
        "meal_times.not_inside": ("{name}：内部不能确定可用{meal}", "{name}: not known to serve {meal} inside"),
        "meal_times.hotel": ("{name}：不知酒店是否供应{meal}", "{name}: unknown whether the hotel serves {meal}"),
        "meal_times.no_guest": ("{name}：前一晚不住这里", "{name}: not the hotel of the night before"),
        # nights
        "nights.ok": ("第{day}晚住{name}，当天在此结束", "night {day} at {name}, where the day ends"),
        "nights.on_the_way": ("第{day}晚在路上度过", "night {day} is spent on the way"),
        "nights.missing": ("第{day}晚没有住宿", "no bed for night {day}"),
        "nights.no_hotels": ("第{day}晚没有住宿：没有酒店数据", "no bed for night {day}; no hotels are known"),
        "nights.surplus": ("第{day}晚多余：只需 {asked} 晚", "night {day} is one too many, {asked} are needed"),
        "nights.not_last": ("第{day}天没有以到达{name}结束", "day {day} doesn't end with arriving at {name}"),
        "nights.elsewhere": ("第{day}天回到{other}，却订了{name}", "day {day} ends at {other}, but the night is at {name}"),
        "rooms.ok": ("第{day}晚{name}：{people} 人 {rooms} 间", "night {day}, {name}: {rooms} rooms for {people}"),
        "rooms.count": (
            "第{day}晚{name}：{people} 人 {rooms} 间，应为 {needed} 间",
            "night {day}, {name}: {rooms} rooms for {people}, should be {needed}",
        ),
        "rooms.kind": ("第{day}晚{name}没有{kind}（有 {known}）", "night {day}: {name} has no {kind} (but {known})"),
        "night_moves.ok": ("深夜不在城里奔波", "no way through the city in the dead of night"),
        "night_moves.out": (
            "第{day}天前往{name}的路程 {way} 在深夜",
            "day {day}: the way to {name}, {way}, is in the dead of night",
        ),
        "bedtime.back": ("第{day}天 {back} 结束（不晚于 {latest}）", "day {day} is over at {back} (latest {latest})"),
        # pace, party, prices
        "pace.ok": ("第{day}天 {count} 个景点（{pace}：至多 {most}）", "day {day}: {count} sights ({pace}: at most {most})"),
        "pace.crowded": (
            "第{day}天 {count} 个景点，超过{pace}的 {most}",
            "day {day}: {count} sights, more than the {most} of a {pace} pace",
        ),
        "pace.empty": (
            "第{day}天白天有 {minutes} 分钟，却没有任何景点",
            "day {day}: {minutes} minutes of daylight, but no sight at all",
        ),
        "pace.no_sights": ("第{day}天没有任何景点：没有景点数据", "day {day}: no sight at all; no sights are known"),
        "party.ok": (
            "第{day}天 {count} 项费用的数量与 {people} 人相符",
            "day {day}: quantities of {count} charges fit {people} people",
        ),
        "party.units": (
            "第{day}天{name} {what}：数量 {plan}，{people} 人应为 {needed}",
            "day {day}, {name}, {what}: quantity {plan}, {people} people need {needed}",
        ),
        "prices.ok": ("第{day}天 {count} 项单价与记录一致", "day {day}: {count} unit prices as on record"),
        "prices.unknown": ("第{day}天{name} {what}：价格未知", "day {day}, {name}, {what}: the price is unknown"),
        "prices.missing": ("第{day}天{name}：缺少{what}费用", "day {day}, {name}: {what} are not charged"),
        "prices.stray": ("第{day}天{name}：多余费用 {label} {amount}", "day {day}, {name}: a stray charge, {label} {amount}"),
        "prices.basis": (
            "第{day}天{name} {what}：按 {plan} 计价，应按 {true}",
            "day {day}, {name}, {what}: per {plan}, should be per {true}",
        ),
        "prices.category": ("第{day}天{name} {what}：记在 {plan} 下", "day {day}, {name}, {what}: booked under {plan}"),
        "prices.differs": ("第{day}天{name} {what}：{plan}，应为 {true}", "day {day}, {name}, {what}: {plan}, should be {true}"),
        # budget
        "sheet.ok": ("{count} 项与行程逐项相符，合计 {total}", "{count} lines match the plan, total {total}"),
        "sheet.reserves": ("备用金有 {count} 项", "{count} reserves"),
        "sheet.missing": (
            "预算表缺少第{on}天 {item} {amount}（{count} 项）",
            "the sheet lacks {item} {amount} of day {on} ({count})",
        ),
        "sheet.extra": (
            "预算表多出第{on}天 {item} {amount}（{count} 项）",
            "the sheet has a surplus {item} {amount} on day {on} ({count})",
        ),
        "sheet.line": ("{item} 的 {field} 为 {plan}，应为 {true}", "{item}: {field} is {plan}, should be {true}"),
        "sheet.days": ("按日合计有 {plan} 天，应为 {true} 天", "sums of {plan} days, should be {true}"),
        "sheet.day": ("第{day}天合计 {plan}，应为 {true}", "day {day} sums to {plan}, should be {true}"),
        "sheet.sum": ("{field}合计 {plan}，应为 {true}", "{field}: {plan}, should be {true}"),
        "sheet.unknown": ("价格未知的项目列为：{plan}；应为：{true}", "listed as unknown: {plan}; should be: {true}"),
        "sheet.limit": ("预算上限为 {plan}，应为 {true}", "the limit is {plan}, should be {true}"),
        "sheet.verdict": ("预算结论为 {plan}，应为 {true}", "the verdict is {plan}, should be {true}"),
        "budget.ok": ("合计 {total}，预算 {limit}，余 {left}", "total {total}, budget {limit}, {left} left"),
        "budget.over": ("合计 {total}，超出预算 {limit} {short}", "total {total}, {short} over the budget of {limit}"),
        "budget.unknown": (
            "已知合计 {total}，预算 {limit}，另有 {count} 项价格未知",
            "known total {total}, budget {limit}, {count} prices unknown",
        ),
        "budget.uncounted": (
            "合计 {total}，预算 {limit}，{what}没有数据、未计入",
            "total {total}, budget {limit}, not counting {what}, of which nothing is known",
        ),
        # sources
        "sources.ok": (
            "第{day}天 {count} 项的来源均与记录一致，估算均已标明",
            "day {day}: {count} items name the sources on record, estimates are flagged",
        ),
        "sources.differs": (
            "第{day}天{name}：{what}的来源为“{plan}”，应为“{true}”",
            "day {day}, {name}: the source of {what} is '{plan}', it should be '{true}'",
        ),
        "sources.reserve": ("{what}的来源为“{plan}”，应为“{true}”", "the source of {what} is '{plan}', it should be '{true}'"),
        "sources.unflagged": ("第{day}天{name}：{what}是估算却未标明", "day {day}, {name}: {what} is an unflagged estimate"),
        # substitutions
        "substitution.ok": ("{other}不能去，由第{day}天的{name}替代", "{name} on day {day} stands in for {other}"),
        "substitution.missing": ("替代{other}的{by}不在行程中", "{by}, which should stand in for {other}, isn't in the plan"),
        "substitution.rest": ("{wish}：其余未满足（{why}）", "{wish}: the rest isn't kept ({why})"),
        # what is locked
        "locked.ok": ("锁定的 {count} 项均未改动", "all {count} locked parts are as they were"),
        "locked.stop": ("已锁定 {what}（{due}），行程中：{now}", "{what} is locked ({due}), the plan has: {now}"),
        "locked.night": (
            "第{night}晚已锁定 {what}，行程中：{now}",
            "night {night} is locked at {what}, the plan has: {now}",
        ),
        "locked.journey": ("已锁定 {what}（{due} 出发），行程中：{now}", "{what} at {due} is locked, the plan has: {now}"),
        "locked.when": ("第{day}天 {span}", "day {day}, {span}"),
        "locked.absent": ("没有", "nothing"),
        # wishes
        "wish.satisfied": ("{wish}：满足（{why}）", "{wish}: kept ({why})"),
        "wish.violated": ("{wish}：未满足（{why}）", "{wish}: not kept ({why})"),
        "wish.unverifiable": ("{wish}：无法核实（{why}）", "{wish}: can't be verified ({why})"),
        "why.missing": ("缺 {labels}；已有 {have}", "missing {labels}; there is {have}"),
        "why.barred": ("有 {names}", "there is {names}"),
        "why.clean": ("{count} 项均符合", "{count} of {count} comply"),
        "why.uncertain": ("{names} 的情况未知", "unknown of {names}"),
        "why.nothing": ("无", "nothing"),
        "why.no_night": ("没有住宿", "no night in a hotel"),
        "why.no_journey": ("没有往返交通", "no journey"),
        "why.no_fact": ("没有关于“{words}”的数据", "no facts about '{words}'"),
        "why.no_search": ("没有查到{what}的完整数据", "what there is of {what} could not be found out"),
        "why.no_place": ("没有{name}的位置", "the position of {name} is unknown"),
        "why.no_stop": ("第{day}天没有安排", "nothing is planned for day {day}"),
        "why.no_whole_day": ("没有完整的一天", "no whole day"),
        "why.cost": ("{amount}，上限 {limit}", "{amount}, limit {limit}"),
        "why.cost_open": ("已知 {amount}，上限 {limit}，另有 {count} 项未知", "{amount} known, limit {limit}, {count} unknown"),
        "why.near": ("{name}距{place} {km} 公里，上限 {most}", "{name} is {km} km from {place}, limit {most}"),
        "why.option": ("“{option}”：{why}", "'{option}': {why}"),
        "why.joint": ("；", "; "),
        "why.absent": ("{names}不在行程中", "{names} isn't in the plan"),
        "why.stay": ("第{day}天 {stay}，{minutes} 分钟", "day {day}, {stay}, {minutes} minutes"),
        "why.order": (
            "{first}：第{first_day}天 {first_time}；{then}：第{then_day}天 {then_time}",
            "{first}: day {first_day}, {first_time}; {then}: day {then_day}, {then_time}",
        ),
        "why.far": ("超过 {km} 公里的 {count} 段都是{mode}", "{count} ways over {km} km, all by {mode}"),
        "why.far_leg": ("第{day}天前往{name} {km} 公里{mode}", "day {day}, to {name}: {km} km by {mode}"),
        "why.rooms": ("{rooms} 间", "{rooms} rooms"),
        "why.day_clock": (
            "最早 {first}（第{first_day}天 {first_name}），最晚 {last}（第{last_day}天 {last_name}）",
            "earliest {first} (day {first_day}, {first_name}), latest {last} (day {last_day}, {last_name})",
        ),
        # words
        "mode.walk": ("步行", "foot"),
        "mode.metro": ("地铁", "metro"),
        "mode.taxi": ("打车", "taxi"),
        "mode.train": ("火车", "train"),
        "mode.flight": ("飞机", "plane"),
        "meal.breakfast": ("早餐", "breakfast"),
        "meal.lunch": ("午餐", "lunch"),
        "meal.dinner": ("晚餐", "dinner"),
        "pace.relaxed": ("轻松", "relaxed"),
        "pace.normal": ("适中", "normal"),
        "pace.intense": ("紧凑", "intense"),
    }
)
