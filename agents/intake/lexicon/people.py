"""Who travels."""

from __future__ import annotations

from .entry import Words

PEOPLE = (
    Words("ME", "我|本人|i|me|myself"),
    Words("WE", "我们|咱们|咱|we|us"),
    Words("PERSONU", "个人|人|人份|口人|ppl|people|persons|person|pax|guests|tourists|of us"),
    Words("MEASURE", "个|位|名|口|对"),
    Words(
        "GROUPOF",
        "group of|party of|number of travelers|number of travellers|number of people|party size|party|travelers|"
        "travellers|一行|同行|旅行人数|人数|出行人数",
    ),
    Words("FAMILYOF", "一家|全家|一家子|一家人|全家人|我们家|我家"),
    Words("FAMILYSIZE", "family of|a family of"),
    Words("HOUSEHOLD", "之家|口之家"),
    Words("FAMILY", "my family|our family|family"),
    Words(
        "SOLO",
        "一个人|独自|独自一人|一人|单人|孤身|自己一个人|就我自己|我自己|只有我|就我|just me|only me|single-person|single person|single traveler|single traveller|solo traveler|solo traveller|solo|alone|by myself|on my own",
    ),
    Words(
        "PAIR", "情侣|老两口|老夫妻|老夫老妻|夫妻|夫妇|两口子|小两口|couple|a pair|pair|my partner and i|双人|honeymoon|蜜月", 2
    ),
    Words("BIG", "大"),
    Words("SMALL", "小"),
    Words("OLD", "老"),
    Words("ADULT", "成人|成年人|大人|adults|adult|grown-ups"),
    Words(
        "MEMBER",
        "老婆|妻子|媳妇|太太|老公|丈夫|爱人|对象|女朋友|男朋友|女友|男友|伴侣|老伴|wife|husband|girlfriend|boyfriend|partner|spouse|fiancée|fiance",
        ("adult", 1),
    ),
    Words(
        "FRIEND",
        "大学生|学生|研究生|高中生|student|students|朋友|好友|大学同学|高中同学|老同学|女生|男生|妹子|闺蜜|同学|同事|室友|哥们|兄弟|姐妹|伙伴|小伙伴|基友|搭子|friend|friends|buddy|buddies|colleague|colleagues|classmate|classmates|roommate|roommates|coworkers",
        ("friend", 1),
    ),
    Words("MEMBER", "爸爸|爸|父亲|老爸|dad|father", ("parent", 1, "father")),
    Words("MEMBER", "妈妈|妈|母亲|老妈|mom|mum|mother", ("parent", 1, "mother")),
    Words("MEMBER", "岳父|公公|father-in-law", ("parent", 1, "father-in-law")),
    Words("MEMBER", "岳母|婆婆|mother-in-law", ("parent", 1, "mother-in-law")),
    Words(
        "MEMBER",
        "爸妈|父母|爷娘|爹娘|老爸老妈|爸爸妈妈|双亲|父母亲|爹妈|parents|mom and dad|mum and dad",
        ("parent", 2, "parents"),
    ),
    Words("MEMBER", "公婆|公公婆婆|岳父岳母|in-laws|parents-in-law", ("parent", 2, "in-laws")),
    Words("MEMBER", "哥哥|弟弟|表哥|表弟|堂哥|堂弟|brother|brothers", ("relative", 1, "brother")),
    Words("MEMBER", "姐姐|妹妹|表姐|表妹|堂姐|堂妹|sister|sisters", ("relative", 1, "sister")),
    Words("MEMBER", "叔叔|舅舅|uncle", ("relative", 1, "uncle")),
    Words("MEMBER", "阿姨|姑姑|aunt", ("relative", 1, "aunt")),
    Words("MEMBER", "cousin|cousins", ("relative", 1, "cousin")),
    Words("MEMBER", "爷爷|外公|姥爷|grandpa|grandfather", ("senior", 1, "grandfather")),
    Words("MEMBER", "奶奶|外婆|姥姥|grandma|grandmother", ("senior", 1, "grandmother")),
    Words("MEMBER", "爷爷奶奶|外公外婆|姥姥姥爷|grandparents", ("senior", 2, "grandparents")),
    Words("SENIOR", "老人|老人家|老年人|长辈|seniors|senior|elderly people|elderly|senior citizens", ("senior", 1)),
    Words(
        "CHILD",
        "孩子|小孩|小孩子|小孩儿|小朋友|儿童|娃|宝宝|宝贝|娃娃|学生娃|child|children|kid|kids|toddler|toddlers",
        ("child", 1),
    ),
    Words("CHILD", "儿子|son|sons", ("child", 1, "son")),
    Words("CHILD", "女儿|闺女|daughter|daughters", ("child", 1, "daughter")),
    Words("CHILD", "侄子|外甥|nephew|nephews", ("child", 1, "nephew")),
    Words("CHILD", "侄女|外甥女|niece|nieces", ("child", 1, "niece")),
    Words("CHILD", "孙子|孙女|grandson|granddaughter|grandchild|grandchildren", ("child", 1, "grandchild")),
    Words("CHILD", "teenager|teenagers|teen|teens|青少年", ("child", 1)),
    Words("CHILD", "双胞胎|龙凤胎|twins", ("child", 2)),
    Words("DECADE", "in their|in his|in her|in my"),
    Words("BABY", "婴儿|baby|infant|婴幼儿", ("child", 1)),
    Words("AGEU", "岁|多岁|周岁|岁大|岁半|岁左右|year-old|year old|years old|-year-old|yo|y/o"),
    Words("AGED", "aged|age|ages|年龄|both"),
    Words("METRE", "米|m|meters|metres|meter|metre"),
    Words("CENTIMETRE", "厘米|公分|cm|centimeters|centimetres"),
    Words("TALL", "身高|tall"),
    Words("WITHWHOM", "带|带着|带上|陪|陪着|携|领着|bring|bringing|taking along|along with"),
    Words("SUITS", "适合|照顾|照顾到|考虑到|考虑|顾及|给|suitable for|good for|fit for|friendly to"),
    Words(
        "FAMILYTRIP",
        "亲子|亲子游|亲子行|亲子旅行|亲子之旅|带娃游|遛娃|family trip|family vacation|family holiday|trip with kids|family-friendly|"
        "kid-friendly",
    ),
)
