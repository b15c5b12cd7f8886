"""How it is told why a plan is as it is, in both languages."""

from __future__ import annotations

from ...domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "asked": ("您要求的：“{quote}”", "you asked for it: '{quote}'"),
        "asked.wish": ("符合您的要求：{wish}", "it keeps your wish: {wish}"),
        "remembered": ("按您以往的偏好：“{quote}”", "as you liked it before: '{quote}'"),
        "locked": ("您把它锁定了", "you locked it"),
        "substitute": ("{reason}", "{reason}"),
        "renown": (
            "知名度{renown}/100，在{count}处候选景点中排第{rank}",
            "renown {renown}/100, number {rank} of {count} candidate sights",
        ),
        "suits_age": ("特别适合{least}–{most}岁的孩子", "it suits children of {least}-{most} years"),
        "near_before": (
            "离上一站{name}{minutes}分钟（{mode}，{km} km）",
            "{minutes} minutes from {name} before it ({mode}, {km} km)",
        ),
        "near_day": (
            "离当天其他景点平均 {km} km，是候选中第{rank}近的",
            "on average {km} km from the day's other sights, number {rank} by nearness among the candidates",
        ),
        "ticket": ("门票共 {amount}", "tickets {amount} in all"),
        "ticket.free": ("不收门票", "admission is free"),
        "ticket.unknown": ("门票价格未知", "the admission is unknown"),
        "cuisine": ("{cuisine}，人均约 {amount}", "{cuisine}, about {amount} a person"),
        "meal_near": (
            "在这个时段营业的候选餐厅里，它离前后两站第{rank}近（{km} km）",
            "of the restaurants open then it is number {rank} by nearness to the stops before and after ({km} km)",
        ),
        "hours": ("第{day}天开放时间 {hours}", "open {hours} on day {day}"),
        "closed_days": ("行程中不开放的日子：{days}", "closed on these days of the trip: {days}"),
        "only_day": ("行程里只有第{day}天开放", "it is only open on day {day} of the trip"),
        "day_ref": ("第{day}天（{date}）", "day {day} ({date})"),
        "day.neighbours": ("当天的{names}离它近（平均 {km} km）", "{names} of that day lie close to it ({km} km on average)"),
        "day.try.same": (
            "试过放到第{day}天：也排得下，全程 {step}",
            "tried on day {day}: it fits as well, the trip then costs {step}",
        ),
        "day.try.moves": (
            "试过放到第{day}天：要改动{count}处（{changes}），全程 {step}",
            "tried on day {day}: {count} other stop(s) would change ({changes}), the trip costs {step}",
        ),
        "day.try.no": ("试过放到第{day}天：排不下", "tried on day {day}: it can't be fitted in"),
        "time.span": ("安排在 {start}–{end}，共{minutes}分钟", "planned for {start}-{end}, {minutes} minutes"),
        "time.dwell": ("通常参观{least}–{most}分钟", "a visit usually takes {least}-{most} minutes"),
        "time.after": ("{time}才从{name}到达", "one arrives from {name} at {time}"),
        "time.meal": ("{meal}要在 {earliest}–{latest} 之间开始", "{meal} begins between {earliest} and {latest}"),
        "time.before": ("之后 {time} 要到{name}", "{name} follows at {time}"),
        "hotel.rate": (
            "每间每晚 {amount}，共{nights}晚{rooms}间",
            "{amount} a room and night, {nights} night(s), {rooms} room(s)",
        ),
        "hotel.rank": (
            "在{count}家符合要求的候选中，房价第{rank}低（最低 {least}，最高 {most}）",
            "of {count} candidates that keep your wishes it is number {rank} by price (from {least} to {most})",
        ),
        "hotel.only": ("候选中只有它符合全部要求", "it is the only candidate that keeps all wishes"),
        "hotel.near": (
            "到行程中各景点平均 {km} km，在候选中第{rank}近",
            "{km} km from the plan's sights on average, number {rank} of the candidates",
        ),
        "hotel.stars": ("{stars}星级", "{stars} stars"),
        "hotel.features": ("有{features}", "it has {features}"),
        "hotel.breakfast": ("含早餐", "breakfast is included"),
        "hotel.metro": ("步行{minutes}分钟到{station}地铁站", "{minutes} minutes on foot to the metro at {station}"),
        "ride.cost": ("{mode} {time}，成人票价约 {amount}", "{mode} {time}, about {amount} an adult"),
        "ride.other": (
            "换{mode}：途中约{minutes}分钟，成人约 {amount}",
            "by {mode} it takes about {minutes} minutes and {amount} an adult",
        ),
        "ride.no_other": ("没有查到其他方式", "nothing else was found"),
        "ride.minutes": ("途中{minutes}分钟", "{minutes} minutes on the way"),
        "way.chosen": ("{mode}：{minutes}分钟，{amount}", "{mode}: {minutes} minutes, {amount}"),
        "way.other": ("换{mode}：{minutes}分钟，{amount}", "by {mode}: {minutes} minutes, {amount}"),
        "price.line": ("{item}：{amount}", "{item}: {amount}"),
        "price.sum": ("合计 {amount}", "{amount} in all"),
        "price.category": ("{category} {amount}（占{share}%）", "{category} {amount} ({share}%)"),
        "price.dearest": ("最贵的一项：{item} {amount}", "the dearest single item: {item} {amount}"),
        "price.budget": ("预算 {limit}，还剩 {left}", "of the budget of {limit}, {left} is left"),
        "price.over": ("预算 {limit}，超出 {over}", "the budget of {limit} is exceeded by {over}"),
        "trip.checks": (
            "{satisfied}项检查通过，{violated}项未满足，{open}项无法核实",
            "{satisfied} checks hold, {violated} don't, {open} can't be verified",
        ),
        "trip.wish": ("要求“{wish}”：{verdict}", "wish '{wish}': {verdict}"),
        "verdict.satisfied": ("满足", "kept"),
        "verdict.violated": ("未满足", "not kept"),
        "verdict.unverifiable": ("无法核实", "can't be verified"),
        "trip.pace": ("按{pace}的节奏，每天最多{most}处景点", "at a {pace} pace: at most {most} sights a day"),
        "absent.there": ("{name}就在行程里（第{day}天）", "{name} is in the plan (day {day})"),
        "absent.banned": ("您说过：“{quote}”", "you said: '{quote}'"),
        "absent.barred": ("不符合您的要求：{wish}", "it goes against your wish: {wish}"),
        "absent.closed": (
            "行程期间（{dates}）都不开放",
            "it is closed on all dates of the trip ({dates})",
        ),
        "absent.sold_out": ("行程期间的票已售罄", "it is sold out on the dates of the trip"),
        "absent.unknown_hours": ("开放时间未知，没点名就不安排", "its hours are unknown, so it is only planned when asked for"),
        "absent.whole_day": (
            "一般要玩{hours}小时，会占满一整天；没有点名就不安排",
            "it usually takes {hours} hours, a whole day, and is only planned when asked for",
        ),
        "absent.not_asked": ("没有点名要去，时间留给了别的地方", "it was not asked for, and the time went to other places"),
        "absent.unknown": ("数据里没有这个地点", "nothing is known of this place"),
        "absent.far": ("离酒店 {km} km", "it is {km} km from the hotel"),
        "absent.try.fits": (
            "试过加进去：其他都不用动，全程 {step}",
            "tried: it fits without moving anything else; the trip then costs {step}",
        ),
        "absent.try.moves": (
            "试过加进去（第{day}天 {start}–{end}）：要改动{count}处（{changes}），全程 {step}",
            "tried (day {day}, {start}-{end}): {count} other change(s) ({changes}); the trip costs {step}",
        ),
        "absent.try.hotel": ("试过换成它：全程 {step}", "tried: the trip then costs {step}"),
        "absent.try.no": (
            "试过加进去：其他要求都保留时排不下",
            "tried: it can't be fitted in while everything else you asked for is kept",
        ),
        "absent.try.budget": (
            "试过加进去：全程要 {cost}，超出预算 {over}",
            "tried: the trip would cost {cost}, {over} over the budget",
        ),
        "restaurant.per_person": ("人均约 {amount}", "about {amount} a person"),
        "hotel.nightly": ("每间每晚约 {amount}", "about {amount} a room and night"),
        "step.same": ("费用不变", "as much as now"),
        "about.trip": ("整个行程", "the plan as a whole"),
        "about.day": ("第{day}天", "day {day}"),
        "about.ride.out": ("去程", "the journey out"),
        "about.ride.back": ("返程", "the journey back"),
        "nothing": ("行程里没有这一部分", "the plan has no such part"),
        "of": ("{name}：{reason}", "{name}: {reason}"),
        "joint": ("、", ", "),
    }
)
