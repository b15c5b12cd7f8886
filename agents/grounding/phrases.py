"""How the evidence is worded, line by line, for the model that words the plan and for the comparison with what it says."""

from __future__ import annotations

from ...domain.language import Phrasebook

ADVICE = tuple(f"advice.{topic}" for topic in ("weather", "shoes", "rest", "child", "crowds", "photos", "food", "wish"))
"""What is said of any trip: near enough to the point, though no line of a plan is."""

PHRASES = Phrasebook(
    {
        "trip": ("{city}{days}天{nights}晚，{first}至{last}", "{days} days and {nights} nights in {city}, {first} to {last}"),
        "sights": ("全程{count}处景点", "{count} sights in all"),
        "party": ("同行{count}人：{who}", "a party of {count}: {who}"),
        "adults": ("{count}位成人", "{count} adults"),
        "children": ("{count}个孩子", "{count} children"),
        "seniors": ("{count}位老人", "{count} seniors"),
        "age": ("孩子{age}岁", "a child of {age} years"),
        "day": ("第{day}天，{date}{weekday}，{count}处景点", "day {day}, {weekday} {date}, {count} sights"),
        "visit": ("{start}–{end} 游览{name}，停留{minutes}分钟", "{start}–{end} visit {name}, {minutes} minutes there"),
        "inside": ("在{name}内吃{meal}", "{meal} inside {name}"),
        "meal": ("{start}–{end} {meal}：{name}", "{start}–{end} {meal} at {name}"),
        "hotel": ("{start} 到{name}", "{start} at {name}"),
        "leg": (
            "{depart}–{arrive} {mode}从{origin}到{name}，{minutes}分钟，{km}公里",
            "{depart}–{arrive} {mode} from {origin} to {name}, {minutes} minutes, {km} km",
        ),
        "part": ("{mode} {origin} → {name}，{minutes}分钟", "{mode} {origin} → {name}, {minutes} minutes"),
        "ride": (
            "{depart}–{arrive} {service} {origin} → {name}，{minutes}分钟",
            "{depart}–{arrive} {service} {origin} → {name}, {minutes} minutes",
        ),
        "charge": ("{name} {label}：¥{unit} × {count} = ¥{amount}", "{name}, {label}: ¥{unit} × {count} = ¥{amount}"),
        "charge.unknown": ("{name} {label}：价格未知", "{name}, {label}: price unknown"),
        "charges": ("{name}合计¥{amount}", "{name} in all ¥{amount}"),
        "free": ("{name}免费", "{name} is free"),
        "night": (
            "第{day}晚住{name}，{rooms}间{kind}，每间每晚¥{amount}",
            "night {day} at {name}, {rooms} × {kind}, ¥{amount} a room and night",
        ),
        "night.unknown": ("第{day}晚住{name}，{rooms}间{kind}", "night {day} at {name}, {rooms} × {kind}"),
        "stay": ("{name}共{nights}晚，¥{amount}", "{name}: {nights} nights, ¥{amount}"),
        "opens": ("{name}当天{opens}–{closes}开放", "{name} is open {opens}–{closes} that day"),
        "last_entry": ("{name}{last}停止入场", "{name}: last entry at {last}"),
        "kinds": ("{name}：{kinds}", "{name}: {kinds}"),
        "district": ("{name}位于{district}", "{name} lies in {district}"),
        "metro": (
            "{name}最近的地铁站：{station}，步行{minutes}分钟",
            "{name}: nearest metro station {station}, {minutes} minutes on foot",
        ),
        "booking": ("{name}须提前预约", "{name} must be booked in advance"),
        "booking.days": ("{name}提前{days}天开放预约", "bookings for {name} open {days} days ahead"),
        "booking.none": ("{name}无需预约", "{name} needs no booking"),
        "stars": ("{name}：{stars}星级", "{name}: {stars} stars"),
        "per_person": ("{name}人均约¥{amount}", "{name}: about ¥{amount} a person"),
        "told": ("{name}：{text}", "{name}: {text}"),
        "day_total": ("第{day}天小计¥{amount}", "day {day} comes to ¥{amount}"),
        "category": ("{name}合计¥{amount}", "{name}: ¥{amount} in all"),
        "total": ("全程合计¥{amount}", "the whole trip comes to ¥{amount}"),
        "limit": ("预算¥{amount}", "the budget is ¥{amount}"),
        "left": ("预算还余¥{amount}", "¥{amount} of the budget are left"),
        "over": ("超出预算¥{amount}", "¥{amount} over the budget"),
        "tickets": ("门票", "tickets"),
        "lodging": ("住宿", "hotels"),
        "meals": ("餐饮", "meals"),
        "intercity": ("往返交通", "intercity travel"),
        "innercity": ("市内交通", "local transport"),
        "reserve": ("备用金", "reserve"),
        "breakfast": ("早餐", "breakfast"),
        "lunch": ("午餐", "lunch"),
        "dinner": ("晚餐", "dinner"),
        "walk": ("步行", "on foot"),
        "metro_ride": ("地铁", "by metro"),
        "taxi": ("打车", "by taxi"),
        "advice.weather": (
            "注意天气，带好水、雨具、防晒和外套",
            "mind the weather: bring water, a rain jacket, sun protection and layers",
        ),
        "advice.shoes": ("穿一双舒服的鞋", "wear comfortable shoes"),
        "advice.rest": ("节奏轻松，累了就休息，慢慢来", "the pace is relaxed: rest when you are tired, take your time"),
        "advice.child": ("孩子累了就早点休息，带上零食", "let the children rest early and pack snacks for them"),
        "advice.crowds": ("人多时排队要有耐心，看好随身物品", "expect queues where it is crowded and mind your belongings"),
        "advice.photos": ("适合拍照、散步，享受美景", "a good place for photos, a stroll and the view"),
        "advice.food": ("尝尝当地的美食", "try the local food"),
        "advice.wish": ("祝旅途愉快", "have a wonderful trip"),
        "train": ("火车", "train"),
        "flight": ("航班", "flight"),
    }
)
