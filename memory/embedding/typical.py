"""What travellers typically say of themselves, one thing in two languages: the middle of each language in a space of vectors.

Made up for this purpose; a change makes other vectors, so it needs another name of :class:`~.centred.CentredEmbedder`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain.language import Language

_BOTH = (
    ("我喜欢安静一点的房间", "I like a quieter room"),
    ("孩子晚上九点要睡觉", "The kid has to be asleep by nine"),
    ("爸爸膝盖不好，爬楼很慢", "Dad has bad knees and is slow on stairs"),
    ("不要安排购物店", "Please plan no souvenir shops"),
    ("早餐最好是中式的", "A Chinese breakfast would be best"),
    ("我们想坐靠窗的座位", "We'd like seats by the window"),
    ("这次花费控制在五千以内", "Keep the costs under five thousand this time"),
    ("奶奶对芒果过敏", "Grandma is allergic to mango"),
    ("晚上想去听相声", "We want to hear crosstalk in the evening"),
    ("我怕黑，不去溶洞", "I'm afraid of the dark, no caves"),
    ("希望每天下午能歇一会儿", "I hope for a break every afternoon"),
    ("行程不要太满", "Don't pack the days too full"),
    ("我爱喝咖啡，路上要有咖啡馆", "I love coffee, there should be cafes on the way"),
    ("酒店离地铁近一点", "A hotel a bit closer to the underground"),
    ("上次的导游讲得很好", "The guide last time explained things well"),
    ("上回去的那家餐馆太咸了", "The restaurant we went to last time was too salty"),
    ("我不喝牛奶", "I don't drink milk"),
    ("先生喜欢看球赛", "My husband likes watching football matches"),
    ("想去海边看日落", "We'd like to see the sunset by the sea"),
    ("我们带着行李箱，走不了台阶", "We have suitcases and can't do steps"),
    ("出门喜欢打车，不挤公交", "We'd rather take a cab than squeeze into a bus"),
    ("冬天怕冷，多安排室内的", "I feel the cold in winter, plan more indoors"),
    ("女儿想看大熊猫", "My daughter wants to see the pandas"),
    ("不想去人太多的热门景点", "No hot spots with too many people"),
    ("我喜欢拍星空", "I like photographing the stars"),
    ("要一间能加床的家庭房", "A family room with an extra bed"),
    ("飞机票贵就坐火车", "If flights are dear we go by train"),
    ("我吃得清淡", "I eat light food"),
    ("家里老人需要坐轮椅", "The old people with us need a wheelchair"),
    ("喜欢逛书店和老市集", "I like bookshops and old markets"),
    ("中午最好有地方午休", "A place for a nap at noon would be good"),
    ("我们每年夏天去避暑", "We go somewhere cool every summer"),
    ("不去动物表演的地方", "No animal shows"),
    ("想学做当地的菜", "I'd like to learn to cook local dishes"),
    ("我有点恐高", "I'm a little scared of heights"),
    ("房价不超过六百一晚", "The room no more than six hundred a night"),
    ("坐船会不舒服", "Boats make me feel ill"),
    ("喜欢住民宿，不喜欢大酒店", "I like guest houses, not big hotels"),
    ("希望有会说中文的服务员", "I hope the staff speak Chinese"),
    ("最后一天要早点去机场", "On the last day we must leave early for the airport"),
)

TYPICAL: Mapping[Language, Sequence[str]] = {"zh": [zh for zh, _ in _BOTH], "en": [en for _, en in _BOTH]}
