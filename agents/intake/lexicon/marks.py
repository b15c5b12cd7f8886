"""Punctuation, conjunctions and words that carry no wish."""

from __future__ import annotations

from .entry import Words

MARKS = (
    Words("COMMA", '，|,|(|)|（|）|[|]|【|】|“|”|"|‘|’|「|」|《|》|…|然后|接着|then'),
    Words("COLON", "：|:"),
    Words("STOP", "。|！|？|；|!|?|;|\n"),
    Words("SEP", "、|/|／|&|和|与|及|以及|还有|跟|同|并|并且|另外|加上|and|plus|as well as|+|＋"),
    Words("OR", "或|或者|或是|还是|or|either"),
    Words(
        "ONEOF",
        "之一|其中之一|one of|one of the|one of these|one of the following|at least one of|any of|any of the following|any of these|any one of",
    ),
    Words("DASH", "-|--|–|—|——|~|～|至|→|⇄|↔|⇋|->|➡|⇒"),
    Words("BUT", "但|但是|不过|可是|而是|but|however|though|except that"),
    Words(
        "PARTICLE",
        "的|了|再|才|吧|呢|啊|哦|呀|嘛|吗|都|也|就|a|an|the|some|is|are|be|it|it's|that|there|just|really|also|'m|'re|'ll|'ve|'d|'s",
    ),
    Words("CHANGE", "改|改成|改为|改到|更正|更正为|changed to|make that|make it"),
    Words("OF", "of"),
    Words("FOR", "for"),
    Words("AT", "在|in|at|on"),
    Words(
        "FILL",
        "这边|不了|电动车|within the city|inside the city|in the city|都行|都可以|也行|均可|都好|类型|种类|类别|如下|如下所示|以下要求|以下条件|下列|下述|方式|具体要求|找个|找家|找一家|找间|订个|订家|选个|选家|市内|市区|市区内|✅|✔|☑|✓|👍|分别|玩法|耍法|能不能|可不可以|是不是|要不要|好不好|行不行|能否|可否|不是|不少|不仅|不但|不管|不同|不知道|不限|无所谓|不介意|要求|需求|小要求|特别|尤其|所以|早点|晚点|平时|一直|毕竟|应该|因为|"
        "帮我|帮我们|给我|给我们|为我|为我们|请|请你|麻烦|你好|您好|谢谢|一下|一个|一些|一点|一点儿|一次|一起|一同|一份|一趟|一种|"
        "规划|计划|安排|设计|制定|推荐|做|就行|就好|即可|可以|能|能够|准备|打算|行程|方案|攻略|旅行|旅游|出游|度假|游|之旅|自由行|"
        "地方|其中|几天|几日|开心|愉快|著名|有名|热门|知名|方面|时间|的话|主要景点|设施|服务|当地|本地|特色|特产|地道|正宗|比较|很|非常|这类|这种|类|之类|等|等等|等地|等景点|各种|是|有|不错|"
        "please|help me|help us|hi|hello|thanks|thank you|plan|planning|make|arrange|organize|organise|create|design|trip|travel|"
        "traveling|travelling|tour|vacation|holiday|itinerary|for me|for us|local|with|have|has|our|my|will|今年|刚|已经",
    ),
)
