"""Why one reading counts and another does not."""

from __future__ import annotations

from ....domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "agrees": ("两种读法一致", "both readings agree"),
        "filled": ("原文这样说，规则没有读出", "the text says so; the rules had not read it"),
        "corrected": ("后面改了口，以后说的为准", "taken back later in the text; what was said last counts"),
        "given": ("已另外给定", "given beside the text"),
        "no_quote": ("原文里没有这句话", "the text has no such words"),
        "long_quote": ("引用太长，说明不了一件事", "the quote is too long to be evidence of one thing"),
        "addressed": ("引用的话不是说行程的", "the quoted words aren't about a trip"),
        "no_value": ("读不懂这个值", "the value can't be read"),
        "unsupported": ("引用的话里读不出这个值", "the quoted words don't say so"),
        "two_values": ("原文有两种说法，没有明确改口", "the text says two things and takes neither back"),
        "stands": ("以规则读到的为准", "what the rules read stands"),
        "no_room": ("与其余的话合不起来", "it doesn't go with the rest of the text"),
        "read": ("规则已经读过这句话", "the rules have read these words"),
        "numbers": ("数字不在引用的话里", "a number isn't in the quoted words"),
        "no_wish": ("换的说法里读不出愿望", "no wish can be read in the plain words"),
        "unnamed": ("引用的话没有提到这个地方", "the quoted words don't name this place"),
        "turned": ("与引用的话意思相反", "it turns the sense of the quoted words"),
        "conflict": ("与已经读到的愿望冲突", "it conflicts with a wish that was read"),
        "restated": ("按这个意思理解", "understood in this sense"),
        "understood": ("“{quote}”按“{plain}”理解", "“{quote}” was understood as “{plain}”"),
        "asked": ("引用的话没有提到这个地方，已提问", "the quoted words don't name this place; it is asked about"),
        "meant": ("“{quote}”是指{name}吗？", "Does “{quote}” mean {name}?"),
        "no_origin": ("没有", "none"),
        "per_person": ("人均{amount}元", "{amount} yuan a person"),
        "all": ("{amount}元", "{amount} yuan"),
        "group.adult": ("{count}位成人", "{count} adult(s)"),
        "group.child": ("{count}个孩子", "{count} child(ren)"),
        "group.senior": ("{count}位老人", "{count} senior(s)"),
    }
)
