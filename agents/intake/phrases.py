"""What intake says to the traveller."""

from __future__ import annotations

from ...domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "empty": ("请用一句话说说想去哪里、玩几天。", "Please say in a sentence where you would like to go and for how long."),
        "too_long": (
            "请求太长（{value} 个字符），请控制在 {limit} 个字符以内。",
            "The request is too long ({value} characters); please keep it under {limit}.",
        ),
        "nonsense": (
            "没有看懂“{value}”。请说明目的地和天数，例如：{example}。",
            "“{value}” could not be understood. Please name a destination and a number of days, e.g. {example}.",
        ),
        "example": ("{city}3日游，两个人，预算3000元", "3 days in {city} for two people, budget 3000 yuan"),
        "not_covered": (
            "目的地“{value}”暂不支持，可选城市：{covered}。",
            "The destination “{value}” isn't covered; the cities are: {covered}.",
        ),
        "ask_destination": ("想去哪座城市？可选：{covered}。", "Which city would you like to visit? Choose from: {covered}."),
        "ask_known_destination": (
            "没有“{value}”的资料。想去哪座城市？可选：{covered}。",
            "Nothing is known about “{value}”. Which city would you like to visit? Choose from: {covered}.",
        ),
        "ask_one_destination": (
            "一次只能规划一座城市，请从{cities}中选一座。",
            "Only one city can be planned at a time; please choose one of {cities}.",
        ),
        "implied_city": ("没有说城市，提到的景点都在{city}", "no city was named; the sights mentioned are in {city}"),
        "ask_days": ("打算玩几天？", "How many days?"),
        "default_days": ("没有说天数，按3天规划", "no length given, 3 days assumed"),
        "days_range": ("天数“{value}”不合理，应在1到30天之间。", "“{value}” days can't be planned; it should be 1 to 30 days."),
        "days_span": (
            "天数与日期矛盾：说的是{value}天，而{first}到{last}共{span}天。请改其中一个。",
            "The length contradicts the dates: {value} days were asked for, but {first} to {last} is {span} days. Please change one of them.",
        ),
        "days_dates": (
            "说的是{value}天，{first}到{last}共{span}天，按日期规划",
            "{value} days were asked for, {first} to {last} is {span} days; the dates count",
        ),
        "nights_days": (
            "“{value}”自相矛盾：{days}天最多住{days}晚。",
            "“{value}” contradicts itself: {days} days have at most {days} nights.",
        ),
        "nights_swapped": ("“{value}”按{days}天{nights}晚理解", "“{value}” was read as {days} days and {nights} nights"),
        "bad_date": ("日期“{value}”不存在，请改成有效日期。", "The date “{value}” doesn't exist; please give a valid one."),
        "past_date": (
            "日期“{value}”已经过去，请给出今天（{today}）之后的日期。",
            "The date “{value}” is in the past; please give one after today ({today}).",
        ),
        "end_before_start": ("返程日期{value}早于出发日期{first}。", "The return date {value} is before the start {first}."),
        "date_read": ("“{value}”按 {day} 理解", "“{value}” was read as {day}"),
        "weekend_days": ("周末按2天规划", "a weekend is planned as 2 days"),
        "half_day": ("半天按1天规划", "half a day is planned as 1 day"),
        "daypart_read": ("“{value}”按{time}理解", "“{value}” was read as {time}"),
        "sight_cap": (
            "“{value}”按悠闲节奏安排，不保证每天的个数",
            "“{value}” was read as a relaxed pace; the number a day isn't guaranteed",
        ),
        "ask_party": ("几位出行？有小孩或老人吗？", "How many people travel? Any children or seniors?"),
        "default_two": ("没有说人数，按2位成人规划", "no party given, 2 adults assumed"),
        "default_one": ("没有提到同行的人，按1位成人规划", "nobody else was mentioned, 1 adult assumed"),
        "default_family": (
            "亲子游没有说人数，按2位成人和1个孩子规划",
            "a family trip without numbers: 2 adults and 1 child assumed",
        ),
        "assumed_adults": ("没有说同行的大人，按{adults}位成人规划", "no grown-ups were mentioned, {adults} adults assumed"),
        "assumed_family": (
            "一家{size}口按{adults}位成人、{children}个孩子理解",
            "a family of {size} was read as {adults} adults and {children} children",
        ),
        "one_adult": ("1位成人", "1 adult"),
        "many_adults": ("{adults}位成人", "{adults} adults"),
        "family_answer": ("2位成人和1个孩子", "2 adults and 1 child"),
        "ask_adults": ("除了已经提到的人，还有几位成人同行？", "How many adults travel besides the people mentioned?"),
        "people_range": ("人数“{value}”不合理，应在1到200人之间。", "“{value}” people can't be planned; it should be 1 to 200."),
        "people_sum": (
            "说的是{value}人，提到的人有{named}位，按{size}人规划",
            "{value} people were said, {named} were mentioned; planned for {size}",
        ),
        "no_adult": ("没有成人同行，请写明至少一位大人。", "No adult travels; please name at least one."),
        "budget_low": (
            "预算{value}元不够任何行程：每人至少要有十几元。请提高预算。",
            "A budget of {value} yuan is impossible: it leaves 10 yuan or less per person. Please raise it.",
        ),
        "budget_two": (
            "预算说了几个（{values}元），按{value}元规划",
            "several budgets were named ({values} yuan); {value} yuan counts",
        ),
        "hotel_cap": ("“{value}”按每间每晚理解", "“{value}” was read as a limit per room and night"),
        "daily_budget": ("每天{amount}元，{days}天合计{total}元", "{amount} yuan a day for {days} days make {total} yuan"),
        "contradiction": ("“{value}”与“{other}”矛盾，请保留一个。", "“{value}” contradicts “{other}”; please keep one of them."),
        "mended": ("“{value}”按“{name}”理解", "“{value}” was read as “{name}”"),
        "ask_place": ("“{value}”指哪一个？", "Which one is “{value}”?"),
        "any_place": ("“{value}”可以是{names}，任选其一", "“{value}” may be any one of {names}"),
        "unknown_place": (
            "目录里没有“{value}”，无法安排；可以去掉，或换一个。",
            "“{value}” isn't in the catalogue and can't be planned; drop it or name another.",
        ),
        "not_in_plan": ("行程里没有“{value}”，没有改动。", "“{value}” isn't in the plan; nothing was changed for it."),
        "already_so": ("行程里已经是这样。", "The plan is like that already."),
        "no_such_day": ("没有“{value}”：行程共{days}天。", "There is no “{value}”: the trip has {days} days."),
        "on_foot": ("步行", "on foot"),
        "by_flight": ("飞机", "flight"),
        "by_train": ("火车", "train"),
        "go_without": ("不去了", "go without"),
    }
)
