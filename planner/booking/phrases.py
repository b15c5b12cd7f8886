"""What is said about bookings, in both languages."""

from __future__ import annotations

from ...domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "ask": (
            "要预订吗？{name}，{check_in}入住，{check_out}离店（{nights}晚），{rooms}间{kind}，共 {total}。",
            "Book it? {name}, check-in {check_in}, check-out {check_out} (nights: {nights}), {rooms} × {kind}, {total} in all. ",
        ),
        "ask.changed": ("价格或房态有变：{problem} ", "The offer has changed: {problem}. "),
        "ask.refund": ("{until} 前可免费取消。", "Free to cancel until {until}. "),
        "ask.late_refund": ("免费取消已于 {until} 截止。", "It can't be cancelled free of charge any more: that ended {until}. "),
        "ask.no_refund": ("能否免费取消未知。", "Whether it can be cancelled free of charge is unknown. "),
        "ask.terms": ("商家说明：“{terms}”", "The seller says: '{terms}'"),
        "ask.cancel": ("确定取消{name}的预订（{booking}，{total}）吗？", "Cancel the booking of {name} ({booking}, {total})?"),
        "quoted": (
            "{name}报价 {total}。没有得到明确同意，不会预订",
            "{name} costs {total}. Nothing is booked without an explicit yes",
        ),
        "link": ("{name}只在商家页面出售（{total}）：{link}", "{name} is sold on the seller's own page alone ({total}): {link}"),
        "declined": ("没有预订{name}", "{name} was not booked"),
        "confirmed": ("已预订{name}，预订号 {booking}，共 {total}", "{name} is booked: {booking}, {total} in all"),
        "cancelled": ("{name}的预订 {booking} 已取消", "the booking {booking} of {name} is cancelled"),
        "kept": ("没有取消{name}的预订", "the booking of {name} was not cancelled"),
        "failed": ("{name}没有订成：{problem}", "{name} could not be booked: {problem}"),
        "failed.cancel": ("{name}的预订没有取消成：{problem}", "the booking of {name} could not be cancelled: {problem}"),
        "unsure": (
            "没有收到商家的最后答复（{problem}），{name}是否订成还不知道；再试一次不会重复预订",
            "the seller's last answer was lost ({problem}), so whether {name} is booked is not known; trying again never books twice",
        ),
        "other_stay": ("商家报的不是所要的房间或日期", "the desk offered another room or other dates than asked for"),
        "other_price": ("商家保留的价格高于同意的 {total}", "the desk held it at more than the {total} agreed to"),
        "no_desk": ("没有配置可以预订的商家", "no desk that books is configured"),
        "nothing": ("{name}没有预订可取消", "there is no booking of {name} to cancel"),
        "no_beds": ("这份行程里没有要住的酒店", "there is no hotel in this plan"),
    }
)
