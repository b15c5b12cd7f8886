"""Days, dates, feasts, weekdays and times of day."""

from __future__ import annotations

from .entry import Words

_MONTHS = (
    "january|jan|jan.", "february|feb|feb.", "march|mar|mar.", "april|apr|apr.", "may", "june|jun|jun.", "july|jul|jul.",
    "august|aug|aug.", "september|sep|sept|sep.|sept.", "october|oct|oct.", "november|nov|nov.", "december|dec|dec.",
)
_WEEKDAYS = (
    "周一|星期一|礼拜一|monday", "周二|星期二|礼拜二|tuesday", "周三|星期三|礼拜三|wednesday",
    "周四|星期四|礼拜四|thursday", "周五|星期五|礼拜五|friday", "周六|星期六|礼拜六|saturday",
    "周日|周天|星期日|星期天|礼拜日|礼拜天|sunday",
)

TIME = (
    *(Words("MONTHNAME", words, number) for number, words in enumerate(_MONTHS, 1)),
    *(Words("WEEKDAY", words, number) for number, words in enumerate(_WEEKDAYS)),
    Words("DAYU", "天|日|days|day|d"),
    Words("DAYSLOT", "旅行天数|天数|出行天数|游玩天数|number of days|number of travel days|travel days|duration of trip|duration"),
    Words("DAYTRIP", "day trip|day-trip|day trips|day tour"),
    Words("ONEDAY", "for a day|for one day|a single day"),
    Words("HALFDAY", "半天|半日|半日游|half a day|half day|half-day"),
    Words("AWEEK", "a week|for a week|one-week"),
    Words("SAMEDAY", "当天往返|当天来回"),
    Words("NTH", "第"),
    Words("NIGHTU", "晚|夜|宿|个晚上|nights|night|n"),
    Words("WEEKU", "周|个星期|星期|个礼拜|礼拜|weeks|week"),
    Words("MONTHU", "月|月份"),
    Words("HAO", "号"),
    Words("YEARU", "年"),
    Words("ORD", "st|nd|rd|th"),
    Words("WEEKEND", "周末|双休日|weekend"),
    Words("NEXT", "下|下个|next"),
    Words("NEXTNEXT", "下下|下下个"),
    Words("THIS", "这|这个|本|this"),
    Words("RELDAY", "今天|今日|today", 0),
    Words("RELDAY", "明天|明日|tomorrow", 1),
    Words("RELDAY", "后天|the day after tomorrow", 2),
    Words("RELDAY", "大后天", 3),
    Words("FEAST", "国庆|国庆节|国庆假期|国庆长假|十一假期|十一长假|十一黄金周|十一期间|national day|golden week", "national"),
    Words("FEAST", "五一|五一假期|五一节|五一劳动节|劳动节|五一长假|labour day|labor day|may day", "labour"),
    Words("FEAST", "元旦|元旦节|元旦假期|new year's day|new year|new year's", "new_year"),
    Words("FEAST", "春节|春节假期|过年|大年初一|农历新年|chinese new year|spring festival|lunar new year", "spring"),
    Words("FEAST", "除夕|大年三十|年三十", "eve"),
    Words("FEAST", "清明|清明节|清明假期|qingming", "qingming"),
    Words("FEAST", "端午|端午节|端午假期|dragon boat festival", "dragon_boat"),
    Words("FEAST", "中秋|中秋节|中秋假期|mid-autumn festival|mid-autumn|moon festival", "mid_autumn"),
    Words("FEAST", "圣诞|圣诞节|christmas", "christmas"),
    Words("TENTH", "十一"),
    Words("SEASON", "暑假|寒假|暑期|春天|夏天|秋天|冬天|春季|夏季|秋季|冬季|月初|月中|月底|年底|上旬|中旬|下旬|summer|winter|autumn|spring break"),
    Words("PERIOD", "期间|假期|长假|小长假|的时候|during|over"),
    Words("DAYPART", "凌晨|a.m.|am|早上|早晨|清晨|上午|早|in the morning|morning", "am"),
    Words("DAYPART", "中午|noon", "noon"),
    Words("DAYPART", "下午|傍晚|晚上|夜里|今晚|pm|p.m.|in the evening|in the afternoon|evening|afternoon|at night", "pm"),
    Words("HOURU", "点|点钟|时|o'clock"),
    Words("HALF", "半"),
    Words("MORE", "多|来|余|几"),
    Words("BEFORE", "前|之前|以前|before|no later than|不晚于|不迟于|earlier than"),
    Words("AFTER", "后|之后|以后|after|no earlier than|不早于|later than|earliest"),
    Words("FINISH", "结束|收工|出门|起床|出去玩|finish|end the day|end|get up|start the day"),
    Words("EVERYDAY", "每天|每日|天天|every day|each day|daily|a day|per day"),
)
