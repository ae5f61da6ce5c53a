"""What `amnio care` says: who needs which care, and hours and days of a calendar."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
    "no_case_for_care": {
        "en": (
            "No case was given",
            "a care plan is made for one pregnancy.",
            "Write `amnio care case.toml`, `amnio care -` for standard input, or `amnio care --example`. "
            "`amnio case new --for care > case.toml` gives a template.",
        ),
        "zh": (
            "没有给出病例",
            "照护计划为一次妊娠而作。",
            "请写 `amnio care case.toml`；从标准输入读取写 `amnio care -`；看示例写 `amnio care --example`。"
            "`amnio case new --for care > case.toml` 可得到模板。",
        ),
    },
    "goes_on_or_lost": {
        "en": (
            "The case does not say whether the pregnancy goes on or was lost",
            "the two need different care.",
            'Write [loss] with outcome = "ongoing" while it goes on, or with outcome = "loss" and its day or week.',
        ),
        "zh": (
            "病例没有写明妊娠是在继续还是已经丢失",
            "两种情况的照护不同。",
            '妊娠仍在继续，请写 [loss] 及 outcome = "ongoing"；已经丢失，请写 outcome = "loss" 及日期或孕周。',
        ),
    },
    "no_such_cause": {
        "en": ("There is no cause {name}", "so no advice belongs to it.", "{hint} Causes are {names}."),
        "zh": ("没有名为 {name} 的原因", "没有对应的建议。", "{hint}可用的有：{names}。"),
    },
    "next_needs_loss": {
        "en": (
            "{given} is about a next pregnancy",
            "and this one goes on, so nothing would be shown.",
            "Leave it out, or record the loss.",
        ),
        "zh": ("{given} 针对再次妊娠", "而这次妊娠仍在继续，没有可显示的内容。", "请去掉它，或记录丢失。"),
    },
    "two_origins": {
        "en": (
            "--cause and --from-review were both given",
            "the cause is either named or taken from the review.",
            "Keep one of them.",
        ),
        "zh": ("同时给出了 --cause 和 --from-review", "原因要么指明，要么取自评审。", "请只保留一个。"),
    },
    "no_such_time_zone": {
        "en": (
            "There is no time zone {name}",
            "so no hour of the calendar would be right.",
            "{hint} Write it as Asia/Shanghai or Europe/London, or leave it out: hours then are those of the place.",
        ),
        "zh": (
            "没有名为 {name} 的时区",
            "日历里的时刻会出错。",
            "{hint}请写成 Asia/Shanghai 或 Europe/London；不写则按当地钟表时间。",
        ),
    },
    "bad_hour": {
        "en": ("{value} is not an hour", "so limits in hours cannot be counted from it.", "Write it as 14:30."),
        "zh": ("{value} 不是时刻", "无法据此计算以小时计的时限。", "请写成 14:30。"),
    },
    "hour_needs_date": {
        "en": (
            "--hour was given, but the day is not recorded",
            "an hour without its day says nothing.",
            "Add procedure.on (or loss.on) to the case.",
        ),
        "zh": (
            "给出了 --hour，但没有记录日期",
            "只有时刻没有日期，无从计算。",
            "请在病例中补上 procedure.on（或 loss.on）。",
        ),
    },
    "no_such_time": {
        "en": (
            "{value} did not exist in {zone}",
            "the clocks were put forward over that hour.",
            "Write the hour that the clock showed.",
        ),
        "zh": ("{zone} 没有 {value} 这个时刻", "当天时钟拨快，跳过了这一小时。", "请写钟表上实际显示的时刻。"),
    },
    "calendar_needs_date": {
        "en": (
            "A calendar needs the day",
            "this record has no date to count from, only days from day 0.",
            "Add procedure.on (or loss.on), as 2024-03-18, and ask again.",
        ),
        "zh": (
            "日历需要日期",
            "记录中没有可以起算的日期，只能按第几天计。",
            "请补上 procedure.on（或 loss.on），如 2024-03-18，然后重试。",
        ),
    },
    "no_calendar_packages": {
        "en": (
            "A calendar needs icalendar, which is not installed",
            "so the file cannot be written.",
            'Install it with: pip install "amnio[calendar]"',
        ),
        "zh": ("写日历需要 icalendar，但尚未安装", "因此无法写出文件。", '请安装：pip install "amnio[calendar]"'),
    },
}

PLAIN: dict[str, dict[Language, str]] = {
    "no_care_plan": {"en": "No care plan: {source}", "zh": "没有照护计划：{source}"},
    "no_code": {
        "en": 'The square code for telephones is left out: it needs pip install "amnio[calendar]".',
        "zh": '未附手机二维码：需要先安装 pip install "amnio[calendar]"。',
    },
    "no_zone": {
        "en": "No --time-zone was given: hours in this calendar are those of the place where it is read.",
        "zh": "没有给出 --time-zone：日历里的时刻按查看者当地时间。",
    },
}
