"""Cues of wishing and banning, and the words of sights, food, hotels and pace."""

from __future__ import annotations

from .entry import Words

WISHES = (
    Words(
        "MUST",
        "安排上|安排起|必须安排|必须安排上|必须有|一定要有|必须|一定|一定要|务必|must|have to|必有|必备|不可错过|不能错过|非常想",
    ),
    Words(
        "MUST",
        "必去|必看|必打卡|必逛|必玩|必须去|一定要去|一定得去|务必去|必游|必到|非去不可|must see|must-see|must visit|must-visit|have to see|definitely|need to see|"
        "must do|一定要看|必须看",
        "see",
    ),
    Words("MUST", "必吃|必尝|一定要吃|必须吃|must eat|must try|must-try|must-eat", "eat"),
    Words("MUST", "必住", "stay"),
    Words(
        "WANT",
        "想|想要|要|期望|还要|还想|希望|期待|渴望|需要|得|想试试|want|want to|would like|would like to|wanna|"
        "wish to|hope to|'d like|'d like to|'d love to|need|like to|looking forward to",
    ),
    Words("WANT", "想去|要去|还想去|还要去|想看|要看|想逛|想玩|计划去", "see"),
    Words("LIKE", "喜欢|爱|感兴趣|更感兴趣|偏爱|偏好|热爱|兴趣|喜爱|like|love|enjoy|interested in|keen on|fond of|into|prefer"),
    Words(
        "SOFT",
        "最好|尽量|尽可能|如果可以|可以的话|有空|有时间|可能的话|方便的话|顺路|顺便|优先|有时间的话|if possible|ideally|preferably|if there is time|"
        "if time permits|would be nice|maybe|perhaps",
    ),
    Words("NEG", "不去|不想去|不要去|别去|不逛|不想逛|不要逛|别逛", "see"),
    Words(
        "NEG",
        "不|不要|不想|别|不用|不能|避开|避免|拒绝|讨厌|不喜欢|不爱|不希望|不打算|不必|忌|跳过|无需|不考虑|"
        "no|not|can't|cannot|can not|don't|don't want|don't want to|do not|do not want to|do not want|avoid|skip|without|hate|dislike|never|don't like|do not like|doesn't|does not|doesn't want|doesn't like|does not like|won't|exclude|leave out|leaving out|rather not|do not wish to|no need for",
    ),
    Words("EXCEPT", "除了|除去|except|other than|apart from"),
    Words("MUCH", "太多|太|过多|too many|too much|too"),
    Words("GO", "去|前往|去往|visit|visiting|go to|going to|heading to|head to|go"),
    Words(
        "SEE",
        "看|逛|耍|浏览|感受|感受一下|领略|探访|寻访|走访|转转|漫步|闲逛|逛逛|参观|游览|打卡|看看|走走|爬|玩|玩玩|欣赏|体验|游玩|观看|观赏|拜访|see|explore|tour of|check out",
    ),
    Words("SIGHTS", "景点|景区|景色|名胜|sights|attractions"),
    Words(
        "EAT",
        "吃|喝|饮|喝点|吃点|吃饭|餐饮|伙食|吃喝|品尝|尝试|吃吃|美食|餐厅|餐馆|饭馆|饭店|用餐|午餐|晚餐|午饭|晚饭|口味|菜|eat|eating|restaurant|restaurants|lunch|"
        "dinner|dine|food|cuisine|meal|meals|dining",
    ),
    Words("STAY", "住|入住|住在|下榻|住宿|stay|stay in|stay at|staying|staying in|staying at|accommodation|lodging"),
    Words("STAY", "酒店|宾馆|旅馆|客栈|房间|hotel|hotels", "house"),
    Words("NEAR", "附近|旁边|旁|边|周边|周围|边上|一带|不远|近点|近一点|近一些|近"),
    Words(
        "NEARPRE",
        "靠近|离|距|距离|挨着|临近|邻近|near|close to|around|next to|nearby|beside|not far from|in the vicinity of|"
        "walking distance of|walking distance to",
    ),
    Words("EACHOF", "各|各要|各订"),
    Words("ROOMU", "间|间房|rooms|room|个房间|间客房"),
    Words(
        "ROOM",
        "大床房|大床|双人床|双人大床|单床房|一张大床|single-bed room|single bed room|single-bed|single bed|room with a single bed|room with one bed|one-bed room|double room|double rooms|king room|queen room|double bed|king bed",
        "double",
    ),
    Words(
        "ROOM",
        "双床房|双床|标间|标准间|双标|双人标间|标准双床房|标房|twin room|twin rooms|twin-bed room|twin bed room|twin-bed|twin bed|two-bed room|room with two beds|twin beds|twin|two beds|standard room",
        "twin",
    ),
    Words("ROOM", "家庭房|家庭间|亲子房|三人间|三人房|family room|family rooms|family suite", "family"),
    Words("ROOM", "套房|套间|suite|suites", "suite"),
    Words("ROOM", "单人间|单人房|single room|single rooms", "single"),
    Words("ROOM", "床位|dorm|dorm bed|dormitory", "dorm"),
    Words("STARU", "星|星级|星酒店|钻|stars|star|-star"),
    Words("UPWARD", "以上|及以上|起步|起|or above|or better|and above|or more|or higher|and up"),
    Words("DOWNWARD", "以下|及以下|or below|or lower|or less"),
    Words("CLASS", "豪华|奢华|luxury|luxurious", (5, 5)),
    Words("CLASS", "高档|高端|高级|upscale", (4, 5)),
    Words("CLASS", "经济型|经济|便宜|实惠|平价|经济实惠|budget hotel|cheap|inexpensive|affordable", (1, 3)),
    Words(
        "SPICE",
        "不吃辣|不能吃辣|不吃太辣|不要辣|不要太辣|不辣|忌辣|怕辣|少辣|吃不了辣|不能太辣|not spicy|doesn't eat spicy food|doesn't eat spicy|don't eat spicy food|don't eat spicy|does not eat spicy food|can't eat spicy food|can't take spicy food|can't have spicy food|no spicy food|nothing spicy|non-spicy|can't eat spicy|can't handle spice|no spicy|no chili",
        ("none_of", True),
    ),
    Words("SPICE", "吃辣|能吃辣|喜辣|爱吃辣|喜欢吃辣|辣的|辣|重辣|无辣不欢|spicy food|spicy", ("any_of", False)),
    Words("SPICE", "清淡|mild food", ("none_of", False)),
    Words(
        "DIET",
        "吃素|全素|纯素|素食|素食者|素食主义|素食主义者|不吃肉|不吃荤|不吃荤腥|吃斋|茹素|vegetarian|vegetarians|vegan|vegans|no meat|don't eat meat|plant-based",
        "素食",
    ),
    Words(
        "DIET",
        "清真|清真餐|穆斯林|回民|不吃猪肉|不能吃猪肉|不要猪肉|忌猪肉|halal|muslim|muslims|no pork|don't eat pork|can't eat pork|pork-free",
        "清真",
    ),
    Words("TASTE", "尝|尝尝|尝一尝|试试|吃一顿|吃一次|吃顿|try|taste|once"),
    Words("BRAND", "希尔顿|hilton", ("希尔顿", "hilton")),
    Words("BRAND", "万豪|marriott", ("万豪", "marriott")),
    Words("BRAND", "喜来登|sheraton", ("喜来登", "sheraton")),
    Words("BRAND", "洲际酒店|洲际|intercontinental", ("洲际", "intercontinental")),
    Words("BRAND", "凯悦|君悦|hyatt", ("凯悦", "君悦", "hyatt")),
    Words("BRAND", "香格里拉|shangri-la", ("香格里拉", "shangri-la")),
    Words("BRAND", "丽思卡尔顿|丽思|ritz-carlton|ritz", ("丽思", "ritz")),
    Words("BRAND", "四季酒店|four seasons", ("四季酒店", "four seasons")),
    Words("BRAND", "威斯汀|westin", ("威斯汀", "westin")),
    Words("BRAND", "如家|home inn", ("如家", "home inn")),
    Words("BRAND", "汉庭|hanting", ("汉庭", "hanting")),
    Words("BRAND", "全季酒店|ji hotel", ("全季", "ji hotel")),
    Words("BRAND", "亚朵|atour", ("亚朵", "atour")),
    Words("BRAND", "锦江之星|jinjiang inn", ("锦江之星", "jinjiang inn")),
    Words(
        "PICKONE",
        "至少去一个|至少看一个|至少逛一个|至少玩一个|至少吃一家|至少去一家|至少选一个|至少有一个|至少一个|至少一家|去一个就行|去一个即可|去一个就好|其中一个|任意一个|任选一家|二选一|三选一|任选一个|任选其一|选一个|选其一|择一|挑一个|pick one|choose one|one of them|one of the two",
    ),
    Words("BANMARK", "❌|🚫|✖|✗|✘|👎|⛔"),
    Words(
        "PACE",
        "不要太累|不要累|别太累|不能太累|不太累|不累|不想太累|不要太辛苦|不赶|不要太赶|别太赶|不用赶|不赶时间|慢节奏|悠闲|悠闲一点|休闲|轻松|轻松一点|轻松些|放松|"
        "宽松|舒缓|不紧不慢|节奏慢|不要太紧|不要太紧凑|不要安排太满|不要太满|不特种兵|不要特种兵|拒绝特种兵|relaxed|relaxing|leisurely|slow pace|slow-paced|easy pace|not too tiring|not too rushed|no rush|take it easy|laid-back|unhurried",
        "relaxed",
    ),
    Words(
        "PACE",
        "特种兵|特种兵式|紧凑|紧凑一点|高强度|暴走|多去几个|越多越好|行程满|安排满|packed|intense|fast-paced|fast pace|as many as possible|as much as possible|action-packed",
        "intense",
    ),
    Words("CLIMB", "爬山|登山|爬坡|爬楼梯|hiking|climbing|hike|hikes|stairs|steps"),
    Words("STROLL", "慢游|慢慢逛|慢逛|慢慢游览|慢慢玩|stroll|strolling", "relaxed"),
    Words(
        "FRAIL",
        "腿脚不便|少走路|少走点路|不想走太多路|不要走太多路|腿脚不好|腿脚不太好|行动不便|走不了太多路|走不远|膝盖不好|腿不好|不能爬山|不能走太多路|不便行走|limited mobility|mobility issues|"
        "can't walk far|bad knees|cannot walk far|can't climb|less walking|not too much walking|too much walking|difficulty walking|坐轮椅|wheelchair user",
    ),
)
