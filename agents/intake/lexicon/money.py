"""Money, its scope and what it is spent on."""

from __future__ import annotations

from .entry import Words

MONEY = (
    Words("YUAN", "元|块|块钱|圆|元钱|人民币|元人民币|rmb|yuan|cny|元整|kuai"),
    Words("CURRENCY", "¥|￥"),
    Words("FOREIGN", "$|usd|dollars|dollar|美元|美金|€|eur|euros|欧元|港币|日元|£|pounds"),
    Words(
        "BUDGET",
        "预算|总预算|预算为|总预算为|预算是|总预算是|预算在|总预算在|费用为|花费为|总费用为|总花费为|总费用|总花费|总开销|总消费|花费|费用|开销|消费|经费|钱|budget|total budget|spend|spending|cost|costs|total cost|"
        "overall budget|up to spend|💰|💴",
    ),
    Words(
        "ATMOST",
        "不超过|不超|不要超|顶多|至多|不大于|最多不超过|最高不超过|不高于|不多于|不要超过|别超过|别超|别高于|不逾|低于|少于|最多|最高|上限|控制在|以内|之内|内|封顶|小于|under|below|within|at most|no more than|up to|"
        "less than|max|maximum|not exceeding|cheaper than|not more than",
    ),
    Words("ATMOST", "最多花|最多花费|顶多花|花不超过|只能花|spend at most|spend no more than|spend up to", "spend"),
    Words(
        "ATLEAST",
        "不低于|不少于|不短于|至少|最少|高于|超过|超出|大于|多于|长于|远于|exceeds|exceed|beyond|greater than|longer than|farther than|further than|no less than|not less than|at minimum|at least|more than|minimum|above|exceeding|pricier than|more expensive than",
    ),
    Words("ABOUT", "左右|上下|大概|大约|约|差不多|about|roughly|approximately"),
    Words("PERHEAD", "人均|每人|每个人|per person|each|per head|a person|pp|apiece|/人|/person", "person"),
    Words(
        "TOTALLY",
        "一共|总共|总的|吃住行|食宿|吃住|总计|合计|总|共|全部|in total|total|altogether|all in|overall|for everything|for all of us",
    ),
    Words(
        "PERNIGHT",
        "每晚|每夜|每间|每间夜|每间每晚|每晚每间|/晚|/夜|晚均|住宿标准|酒店标准|房间标准|一晚上|一个晚上|per night|a night|nightly|/night|per room|each night",
    ),
    Words("PERMEAL", "每顿|每餐|一顿|一餐|餐标|每顿饭|per meal|a meal|each meal"),
    Words(
        "COSTOF",
        "住宿费|住宿预算|酒店预算|酒店价格|房费|住宿费用|房价|酒店费用|hotel budget|accommodation budget|lodging budget|room rate|hotel price",
        "lodging",
    ),
    Words("COSTOF", "餐费|用餐费用|伙食费|餐饮费|饭钱|餐饮预算|food budget|meal budget|dining budget|meals budget", "meals"),
    Words(
        "COSTOF",
        "游览上的|游玩上的|参观上的|观光上的|景点上的|游览费用|游玩费用|游览方面|游览预算|游玩预算|门票|门票费|景点门票|门票预算|票价|景点费用|tickets|ticket|admission|entrance fees|attraction budget|sightseeing budget|sightseeing",
        "tickets",
    ),
    Words(
        "COSTOF",
        "高铁费|高铁票|火车票|机票|车票|飞机票|往返交通|大交通|跨城交通|跨城出行|跨城市出行|城市间交通|城际交通|往返路费|路费|跨城市交通|train tickets|flights budget|airfare|intercity transport|intercity transportation|intercity|inter-city transport|inter-city transportation|inter-city travel|intercity travel|inter-city|cross-city transport|cross-city transportation|cross-city travel|transportation between cities|travel between cities",
        "intercity",
    ),
    Words(
        "COSTOF",
        "城市内出行|市内出行|城内出行|城市内交通|城内交通|市区交通|市内交通|市内交通费|打车费|市内的交通|当地交通|inner-city transport|local transport|innercity transport|inner-city transportation|local transportation|local transportation within the city|intra-city transport|intra-city transportation|intra-city travel|intracity transportation|city transportation|city transport|urban transport|urban transportation|transportation within the city|transport within the city|travel within the city|getting around the city|getting around|city travel",
        "innercity",
    ),
    Words("COSTOF", "交通费|交通预算|交通费用|transport budget", "transport"),
    Words("FREE", "免费|免票|不要钱|不收门票|不要门票|没有门票|免门票|free|free of charge|free-entry"),
    Words("EXCLUDES", "不含|不包括|excluding|not including"),
)
