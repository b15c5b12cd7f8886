"""What a conversation says beside the plan itself, in both languages."""

from __future__ import annotations

from ...domain.language import Phrasebook

PHRASES = Phrasebook(
    {
        "plan.new": ("行程排好了（第{version}版）：{what}。", "Your plan is ready (version {version}): {what}."),
        "plan.what": ("{city}{days}天，{visits}个景点，合计 ¥{total}", "{city}, {days} days, {visits} sights, ¥{total} in all"),
        "plan.shown": ("这是现在的行程（第{version}版）：{what}。", "This is the plan as it stands (version {version}): {what}."),
        "inquiry.other": (
            "这里只回答关于行程的问题，例如“为什么住这家酒店？”；要改行程请另外提出。",
            "Only questions about the plan are answered here, such as 'why this hotel?'; ask for changes on their own.",
        ),
        "plan.none": ("还没有行程。请告诉我去哪里、玩几天。", "There is no plan yet. Tell me where to go and for how long."),
        "edit.done": ("改好了（第{version}版）：", "Changed (version {version}):"),
        "edit.same": (
            "已按要求核对，行程不需要变动（第{version}版）。",
            "Checked: the plan needs no change for that (version {version}).",
        ),
        "locks.done": (
            "记下了：锁定的部分以后不会动（第{version}版）。",
            "Done: what is locked will not be touched (version {version}).",
        ),
        "undo.done": ("回到第{version}版：", "Back to version {version}:"),
        "undo.alike": ("回到第{version}版，行程本身没有变化。", "Back to version {version}; the plan itself is the same."),
        "undo.same": ("现在就是第{version}版。", "Version {version} is the present one."),
        "undo.none": ("没有更早的版本可以回退。", "There is no earlier version to go back to."),
        "redo.none": ("没有可以重做的修改。", "There is no change to do again."),
        "undo.unknown": ("没有第{version}版；现有：{known}。", "There is no version {version}; there are: {known}."),
        "compare.done": ("第{one}版 → 第{other}版：", "Version {one} → version {other}:"),
        "compare.same": ("第{one}版与第{other}版没有差别。", "Versions {one} and {other} don't differ."),
        "compare.none": ("只有一个版本，没有可以对比的。", "There is only one version; nothing to compare."),
        "trouble.first": ("没有可行的方案：{explanation}", "No plan is possible: {explanation}"),
        "trouble.edit": (
            "这样改不成，行程保持第{version}版不变：{explanation}",
            "That can't be done; the plan stays at version {version}: {explanation}",
        ),
        "trouble.provider": (
            "数据源无法使用，没法读懂或规划：{message}",
            "The data source is down, so nothing can be read or planned: {message}",
        ),
        "trouble.memory": (
            "会话存储读不了（{reason}），这一句没有生效。",
            "The session store can't be read ({reason}); this turn did not count.",
        ),
        "trouble.race": (
            "另一个窗口一直在改这个会话，这一句没有生效，请再说一次。",
            "Another window keeps changing this session; this turn did not count, please say it again.",
        ),
        "trouble.newer": (
            "会话“{session}”是更新版本的霞客写的，这个版本读不了。请升级，或换一个会话名。",
            "Session '{session}' was written by a newer Xiake and can't be read by this one. Upgrade, or take another session name.",
        ),
        "ways.ask": ("选一个办法，或者直接说怎么改：", "Choose a way out, or say what to change:"),
        "remembered": ("记住了：{items}", "Remembered: {items}"),
        "remembered.instead": ("记住了：{item}（不再是：{replaced}）", "Remembered: {item} (no longer: {replaced})"),
        "recalled": ("按您以往的偏好：{items}", "From what you told me before: {items}"),
        "recalled.refuse": ("（说“不用管以前的偏好”即可不计）", " (say 'ignore my old preferences' to leave them out)"),
        "refused": ("好的，这次不计以往的偏好。", "All right, this time without what I remember."),
        "judged": ("记下了您的评价。", "I've noted what you think of it."),
        "unread": ("没看懂：{words}", "Not understood: {words}"),
        "unclear": ("没看懂这句话，可以换个说法吗？", "I didn't understand that; could you put it another way?"),
        "nothing": ("没有要回答的问题。", "There is no open question."),
        "greeting": (
            "你好！想去哪里、玩几天、几个人、预算多少？",
            "Hello! Where to, for how long, how many of you, on what budget?",
        ),
        "thanks": ("不客气。还要改哪里，直接说。", "You're welcome. Just say what else to change."),
        "consent": ("好的，行程就按现在这版。", "All right, the plan stands as it is."),
        "small_talk": (
            "我只会规划行程：说说想去哪里，或者要改哪里。",
            "I only plan trips: tell me where to go, or what to change.",
        ),
        "help": (
            "直接说就行：换掉第二天上午、酒店便宜点、第二天别太累、预算加到6000、锁定第一天、为什么住这家酒店、对比一下、撤销。",
            "Just say it: something else on day 2 morning, a cheaper hotel, an easier day 2, raise the budget to 6000, "
            "lock day 1, why this hotel, compare, undo.",
        ),
        "forget": ("要忘掉哪一条？请用 /memory forget 选择。", "Which one shall I forget? Choose it with /memory forget."),
        "save": ("要保存到哪个文件？", "Which file shall it be saved to?"),
        "saved": ("行程已经可以保存。", "The plan can be saved."),
        "memory.none": ("我还没有记住您的任何偏好。", "I don't remember anything about you yet."),
        "memory.list": ("我记得：{items}", "I remember: {items}"),
        "history": ("共{count}个版本：{items}", "{count} versions: {items}"),
        "history.item": ("第{version}版“{said}”", "version {version} '{said}'"),
        "history.none": ("还没有版本。", "There are no versions yet."),
        "degraded.short_term": (
            "会话记忆暂时不可用（{reason}）：这一句只留在本窗口里，恢复后自动补存。",
            "The session store does not answer ({reason}): this turn is kept in this window only and saved once it does.",
        ),
        "degraded.long_term": (
            "长期偏好暂时读不到（{reason}）：这次没有计入以往的偏好。",
            "What I remember of you can't be read now ({reason}): it does not count this time.",
        ),
        "degraded.learn": (
            "长期偏好暂时写不进去（{reason}）：稍后自动补记。",
            "What you told me can't be kept now ({reason}): it is kept once that is possible.",
        ),
        "degraded.restored": (
            "会话存储丢失了这个会话，已按本窗口的内容补存。",
            "The session store had lost this session; it was restored from this window.",
        ),
        "degraded.wiped": (
            "您的记录已全部清除，本窗口先前的内容也不再保留。",
            "Everything about you was forgotten, and what this window still knew with it.",
        ),
        "degraded.moved": (
            "这个会话在别处有了新的内容，以那边为准；本窗口未存的最近{turns}句没有保留。",
            "This session went on elsewhere, and that counts; the last {turns} unsaved turns of this window are gone.",
        ),
        "degraded.lost": (
            "这个会话的部分记录（{names}）由另一个版本写成或已损坏，读不了，其余照常。",
            "Parts of this session ({names}) were written by another version or are damaged and can't be read; the rest is as it was.",
        ),
        "degraded.not_durable": (
            "会话只留在本进程的内存里（{reason}），退出后不保留。",
            "This session is kept in this process only ({reason}) and is gone when it ends.",
        ),
        "reason.unreachable": ("连不上", "unreachable"),
        "reason.timeout": ("响应太慢", "too slow"),
        "reason.full": ("已满", "full"),
        "reason.read_only": ("只读", "read-only"),
        "reason.locked": ("被另一个进程占用", "held by another process"),
        "reason.corrupt": ("文件损坏", "damaged"),
        "verdict.liked": ("喜欢{what}", "liked {what}"),
        "verdict.disliked": ("不喜欢{what}", "did not like {what}"),
        "verdict.trip": ("{city}的行程", "the trip to {city}"),
        "case": ("{city}{days}天的行程", "{days} days in {city}"),
    }
)
