"""Cities to and from, trains, flights and moving inside a city."""

from __future__ import annotations

from .entry import Words

FLYING = "flight"
"""Value of verbs that say the mode as well."""

HIGH_SPEED = frozenset(
    [
        "高铁",
        "高铁动车",
        "动车高铁",
        "动车",
        "动车组",
        "城际列车",
        "high-speed rail",
        "high-speed train",
        "high speed train",
        "bullet train",
    ]
)
"""Of the words for trains those that mean a fast one."""
TICKETS = {"高铁票": "train", "高铁费": "train", "火车票": "train", "机票": "flight", "飞机票": "flight", "airfare": "flight"}
"""Words for fares that say the mode as well."""

MOVEMENT = (
    Words(
        "FROM",
        "从|由|自|坐标|本人坐标|from|出发地|出发城市|当前位置|当前的位置|我的位置|所在地|所在城市|我在|我们在|我俩在|我人在|现在人在|我家在|家住|老家|老家在|目前人在|现在在|目前在|出发点|starting from|departing from|starting in|beginning in|beginning from|originating in|originating from|taking off from|setting off from|setting out from|"
        "leaving from|based in|current location|my location|i am in|we are in|located in|"
        "live in|住址|coming from",
    ),
    Words(
        "TO",
        "到|到达|赴|开往|to|until|till|ending in|bound for|headed to|headed for|heading for|目的地|目标位置|目的地是|destination",
    ),
    Words("TO", "飞|飞往|飞到|飞去", FLYING),
    Words("DEPART", "起飞", FLYING),
    Words("AWAY", "飞走|fly out|flying out", FLYING),
    Words("LIVES", "上学|上大学|读大学|念大学|读研|上班|工作|读书|念书|定居|生活|居住|打工"),
    Words("DEPART", "出发|动身|启程|leave home|leaving home|depart|departure|set off|set out"),
    Words("AWAY", "走|离开|离京|离沪|leave|leaves|leaving|departing"),
    Words("ARRIVE", "抵达|落地|到站|到港|抵|arrive|arrives|arriving|arrival|landing|land|lands|touch down"),
    Words("HOME", "到家|回到家|home|get home|be home|back home"),
    Words(
        "INWARD",
        "去程|去的时候|过去|前往目的地|去目的地|到目的地|到达目的地|to the destination|to get there|outbound|on the way there|going there",
        "out",
    ),
    Words(
        "BACK",
        "返程|回程|depart for home|leave for home|head home|heading home|fly home|travel home|set off for home|head back|go back|going back|回来的时候|回来|返回|返回时|回去|回|回家|返|go home|returning|come back|coming back|return|return to|back|will return|return journey|return trip|on the way back|inbound",
        "back",
    ),
    Words("BOTHWAYS", "往返|来回|来往|双程|round trip|round-trip|both ways|return tickets"),
    Words("RIDE", "坐|乘|乘坐|搭|搭乘|出行|通行|代步|交通工具|take|taking|ride|travel by|go by"),
    Words("TRANSPORT", "交通|交通方式|transport|transportation"),
    Words("BY", "by"),
    Words("KM", "公里|千米|km|kms|kilometers|kilometres|kilometer|kilometre"),
    Words("MAINLY", "主要|以|为主|全程|mainly|mostly|only|只|仅"),
    Words(
        "MODE",
        "高铁|高铁动车|动车高铁|绿皮车|绿皮火车|卧铺|软卧|硬卧|硬座|软座|火车|动车|动车组|列车|铁路|城际列车|train|trains|high-speed rail|high-speed train|bullet train|rail|high speed train",
        ("intercity", "train"),
    ),
    Words("MODE", "飞机|乘机|直飞|飞过去|航班|坐飞机|双飞|flight|flights|plane|airplane|fly|flying|air", ("intercity", "flight")),
    Words(
        "MODE",
        "地铁|轨道交通|轻轨|公共交通|公交地铁|地铁公交|public transport|public transportation|public transit|subway|metro|underground",
        ("innercity", "metro"),
    ),
    Words(
        "MODE",
        "打车|出租车|计程车|专车|出租|的士|网约车|滴滴|叫车|打的|taxi|taxis|cab|cabs|didi|ride-hailing",
        ("innercity", "taxi"),
    ),
    Words("MODE", "步行|走路|徒步|散步出行|walk|walking|on foot", ("innercity", "walk")),
    Words(
        "OTHERMODE",
        "公交|公交车|自驾|开车|自己开车|租车|包车|骑行|共享单车|自行车|大巴|轮船|邮轮|bus|buses|rental car|rent a car|self-drive|drive|bike|bicycle|"
        "cycling",
    ),
)
