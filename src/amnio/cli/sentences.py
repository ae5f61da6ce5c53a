"""What the command line itself says, in both languages.

Apart from the catalogues of `present`, because an error must be sayable when nothing else can be loaded. Each entry of
`USAGE` is what went wrong, why it matters, and what to write instead.
"""

from typing import Literal

Language = Literal["en", "zh"]
Saying = tuple[str, str, str]

USAGE: dict[str, dict[Language, Saying]] = {
    "no_case": {
        "en": (
            "No case was given",
            "a review needs one pregnancy.",
            "Write `amnio review case.toml`, `amnio review -` for standard input, or `amnio review --example`. "
            "`amnio case new > case.toml` gives a template.",
        ),
        "zh": (
            "没有给出病例",
            "评审需要一次妊娠的资料。",
            "请写 `amnio review case.toml`；从标准输入读取写 `amnio review -`；看示例写 `amnio review --example`。"
            "`amnio case new > case.toml` 可得到模板。",
        ),
    },
    "no_plan": {
        "en": (
            "No case was given",
            "the answer is about one pregnancy.",
            "Write `amnio counsel case.toml`, `amnio counsel -` for standard input, or `amnio counsel --example`. "
            "`amnio case new --for check > case.toml` gives a template.",
        ),
        "zh": (
            "没有给出病例",
            "这里回答的是一次妊娠。",
            "请写 `amnio counsel case.toml`；从标准输入读取写 `amnio counsel -`；看示例写 `amnio counsel --example`。"
            "`amnio case new --for check > case.toml` 可得到模板。",
        ),
    },
    "not_a_gestation": {
        "en": ("--now {given} is no gestational age", "{why}", "{instead}"),
        "zh": ("--now {given} 不是孕周", "{why}", "{instead}"),
    },
    "no_check": {
        "en": (
            "No case was given",
            "a check needs one planned procedure.",
            "Write `amnio check plan.toml`, `amnio check -` for standard input, or `amnio check --example`. "
            "`amnio case new --for check > plan.toml` gives a template.",
        ),
        "zh": (
            "没有给出病例",
            "核对需要一次计划中的操作。",
            "请写 `amnio check plan.toml`；从标准输入读取写 `amnio check -`；看示例写 `amnio check --example`。"
            "`amnio case new --for check > plan.toml` 可得到模板。",
        ),
    },
    "two_inputs": {
        "en": ("More than one input was given: {given}", "only one can be reviewed.", "Keep one of them."),
        "zh": ("给出了不止一个输入：{given}", "一次只能评审一个。", "请只保留一个。"),
    },
    "not_in_batch": {
        "en": (
            "{given} has no meaning with --batch",
            "a batch is always answered as one JSON record a line.",
            "Leave it out, or review the one case without --batch.",
        ),
        "zh": (
            "{given} 不能与 --batch 同用",
            "批量结果固定为每行一条 JSON 记录。",
            "请去掉它，或不用 --batch 单独评审。",
        ),
    },
    "only_in_batch": {
        "en": ("{given} belongs to --batch", "a single review does not use it.", "Leave it out."),
        "zh": ("{given} 只用于 --batch", "单个评审用不到它。", "请去掉它。"),
    },
    "no_such_example": {
        "en": ("There is no example {name}", "nothing was reviewed.", "{hint}"),
        "zh": ("没有名为 {name} 的示例", "没有进行评审。", "{hint}"),
    },
    "no_such_profile": {
        "en": ("There is no profile {name}", "whose rules are followed is not known.", "{hint} Profiles are {names}."),
        "zh": ("没有名为 {name} 的规则体系", "不知道应遵循谁的规则。", "{hint}可用的有：{names}。"),
    },
    "no_such_topic": {
        "en": ("There is no topic {name}", "nothing is shown.", "{hint} Topics are {names}."),
        "zh": ("没有名为 {name} 的主题", "没有可显示的内容。", "{hint}可用的有：{names}。"),
    },
    "no_such_rule": {
        "en": ("There is no rule {name}", "nothing is shown.", "{hint} `amnio guidance list` names them all."),
        "zh": ("没有名为 {name} 的规则", "没有可显示的内容。", "{hint}`amnio guidance list` 列出全部规则。"),
    },
    "no_such_parameter": {
        "en": ("There is no parameter {name}", "nothing is shown.", "{hint} `amnio evidence list` names them all."),
        "zh": ("没有名为 {name} 的参数", "没有可显示的内容。", "{hint}`amnio evidence list` 列出全部参数。"),
    },
    "no_such_study": {
        "en": ("There is no study {name}", "nothing was done.", "{hint} `amnio evidence studies` names them all."),
        "zh": ("没有名为 {name} 的研究", "没有进行任何操作。", "{hint}`amnio evidence studies` 列出全部研究。"),
    },
    "no_evidence": {
        "en": (
            "{path} holds no evidence",
            "evidence is a folder with parameters/ and studies/.",
            "Make one from the packaged evidence: amnio evidence copy {path}",
        ),
        "zh": (
            "{path} 里没有证据",
            "证据是一个含有 parameters/ 和 studies/ 的文件夹。",
            "可由自带证据复制一份：amnio evidence copy {path}",
        ),
    },
    "no_study_folder": {
        "en": (
            "{path} is not the folder of a study",
            "a study is a folder with study.toml, and arms.csv for its counts.",
            "Name that folder; its name is the key of the study.",
        ),
        "zh": (
            "{path} 不是研究文件夹",
            "一项研究是一个文件夹，内有 study.toml，计数写在 arms.csv。",
            "请写出该文件夹；文件夹名即研究的代号。",
        ),
    },
    "folder_unreadable": {
        "en": (
            "{path} cannot be used",
            "{reason}. Nothing was changed.",
            "Check the name and the permission, and try again.",
        ),
        "zh": ("无法使用 {path}", "{reason}。没有改动任何文件。", "请检查名称和权限后再试。"),
    },
    "folder_taken": {
        "en": (
            "{path} is there already and is not empty",
            "a copy would mix with what it holds.",
            "Name a folder that is not there yet.",
        ),
        "zh": ("{path} 已经存在且不是空的", "复制会与其中的内容混在一起。", "请换一个尚不存在的文件夹名。"),
    },
    "cannot_leave_out": {
        "en": (
            "{study} cannot be left out",
            "without it these numbers cannot be made: {names}.",
            "Keep it; or copy the evidence (amnio evidence copy DIR), give these numbers another source there, and use "
            "--evidence DIR.",
        ),
        "zh": (
            "不能剔除 {study}",
            "没有它就无法得出这些数字：{names}。",
            "请保留它；或复制一份证据（amnio evidence copy DIR），在其中为这些数字另写来源，再用 --evidence DIR。",
        ),
    },
    "no_other_evidence_in_batch": {
        "en": (
            "{given} has no meaning with --batch",
            "a batch is answered with the packaged evidence, so that its records can be compared.",
            "Leave it out, or review the one case without --batch.",
        ),
        "zh": (
            "{given} 不能与 --batch 同用",
            "批量评审一律采用自带证据，各条结果才可比较。",
            "请去掉它，或不用 --batch 单独评审。",
        ),
    },
    "site_of_other_evidence": {
        "en": (
            "This site file belongs to other evidence",
            "it was learned with the evidence {learned_with}, and the evidence in use is {in_use}: its numbers would "
            "be wrong here.",
            "Learn again from the counts, with the same --evidence and --without: amnio evidence learn COUNTS.csv",
        ),
        "zh": (
            "这份站点文件属于另一份证据",
            "它依据证据 {learned_with} 学得，而现在使用的是 {in_use}，其数字在此不适用。",
            "请用相同的 --evidence 和 --without 从计数重新学习：amnio evidence learn COUNTS.csv",
        ),
    },
    "site_not_toml": {
        "en": ("{path} is not TOML in UTF-8", "so it is no site file.", "Write it again with amnio evidence learn."),
        "zh": ("{path} 不是 UTF-8 编码的 TOML", "因此不是站点文件。", "请用 amnio evidence learn 重新生成。"),
    },
    "site_not_a_site_file": {
        "en": (
            "{path} is no site file",
            "it is not what amnio evidence learn writes.",
            "Name the file that was given to its --output.",
        ),
        "zh": ("{path} 不是站点文件", "它不是 amnio evidence learn 写出的文件。", "请写出当时 --output 的文件名。"),
    },
    "site_other_format": {
        "en": (
            "{path} was written by another version of amnio",
            "this version would read it wrongly.",
            "Learn again from the counts: amnio evidence learn COUNTS.csv",
        ),
        "zh": (
            "{path} 由另一版本的 amnio 写出",
            "本版本会读错。",
            "请从计数重新学习：amnio evidence learn COUNTS.csv",
        ),
    },
    "site_edited": {
        "en": (
            "{path} is not as it was written",
            "its parts no longer belong together, so nothing of it was used.",
            "Change the counts and learn again: amnio evidence learn COUNTS.csv",
        ),
        "zh": (
            "{path} 被改动过",
            "其中各部分已不一致，因此全部未用。",
            "请修改计数后重新学习：amnio evidence learn COUNTS.csv",
        ),
    },
    "counts_impossible": {
        "en": (
            "These counts contradict the evidence",
            "nothing that the evidence holds possible explains them, so nothing was learned.",
            "Check the numbers, the window, and who was counted.",
        ),
        "zh": (
            "这些计数与证据矛盾",
            "证据认为可能的情形都无法解释它们，因此没有学习。",
            "请核对数字、随访期以及纳入的对象。",
        ),
    },
    "no_counts": {
        "en": (
            "No counts were given",
            "a unit learns from its own procedures and losses.",
            "Write amnio evidence learn COUNTS.csv; amnio evidence learn --template > counts.csv gives a template.",
        ),
        "zh": (
            "没有给出计数",
            "机构从自己的穿刺数和丢失数中学习。",
            "请写 amnio evidence learn COUNTS.csv；amnio evidence learn --template > counts.csv 可得到模板。",
        ),
    },
    "no_such_study_topic": {
        "en": ("There is no topic {name}", "no study is shown.", "Topics of studies are {names}."),
        "zh": ("没有名为 {name} 的主题", "没有可显示的研究。", "研究的主题有：{names}。"),
    },
    "not_pooled": {
        "en": ("These studies cannot be pooled so", "{why}.", "Choose another method, measure, window or subgroup."),
        "zh": ("这些研究不能这样合并", "{why}。", "请换一种方法、指标、时间窗或亚组。"),
    },
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
    "pool_judgement": {
        "en": (
            "{name} is a judgement",
            "no counts of studies stand in it, so there is nothing to pool.",
            "`amnio evidence show {name}` tells the reason for its value and the studies it leans on.",
        ),
        "zh": (
            "{name} 是专家判断",
            "其中没有研究计数，没有可合并的内容。",
            "`amnio evidence show {name}` 显示取值的理由和参考的研究。",
        ),
    },
    "pool_no_counts": {
        "en": (
            "{name} rests on printed values",
            "they come without the counts that pooling needs.",
            "`amnio evidence show {name}` shows how it is made from them.",
        ),
        "zh": (
            "{name} 依据的是文献中的数值",
            "没有合并所需的计数。",
            "`amnio evidence show {name}` 显示它是怎样得出的。",
        ),
    },
    "pool_not_events": {
        "en": (
            "{name} is not made of events among women",
            "its rows are a curve or shares, and pooling them would mean nothing.",
            "`amnio evidence show {name}` shows how it is made.",
        ),
        "zh": (
            "{name} 不是由人群中的事件数得出的",
            "它的数据是曲线或构成比，合并没有意义。",
            "`amnio evidence show {name}` 显示它是怎样得出的。",
        ),
    },
    "pool_no_control": {
        "en": (
            "{name} compares counts that are not two arms of one study ({named})",
            "what differs between two studies would be taken for an effect.",
            "`amnio evidence show {name}` shows how it is made.",
        ),
        "zh": (
            "{name} 比较的计数不是同一研究的两组（{named}）",
            "研究之间的差别会被误当作效应。",
            "`amnio evidence show {name}` 显示它是怎样得出的。",
        ),
    },
    "pool_several_windows": {
        "en": (
            "The studies of {name} count in different windows",
            "different windows are never pooled unasked.",
            "Choose with --window one of: {named}. Repeat it to pool several all the same.",
        ),
        "zh": (
            "{name} 的研究采用不同的时间窗",
            "不同时间窗不会自动合并。",
            "请用 --window 选择其一：{named}。确需合并几个时可重复该选项。",
        ),
    },
    "pool_several_groups": {
        "en": (
            "A study of {name} has several groups",
            "different groups are never pooled unasked.",
            "Choose with --group one of: {named}. Repeat it to pool several all the same.",
        ),
        "zh": (
            "{name} 的某项研究含有多个组",
            "不同的组不会自动合并。",
            "请用 --group 选择其一：{named}。确需合并几个时可重复该选项。",
        ),
    },
    "pool_no_such_window": {
        "en": ("No study of {name} counts in the window {asked}", "nothing was pooled.", "There are: {named}."),
        "zh": ("{name} 没有采用时间窗 {asked} 的研究", "没有进行合并。", "现有：{named}。"),
    },
    "pool_no_such_group": {
        "en": ("No study of {name} has a group {asked}", "nothing was pooled.", "To choose from: {named}."),
        "zh": ("{name} 的研究中没有名为 {asked} 的组", "没有进行合并。", "可选：{named}。"),
    },
    "pool_not_in_pool": {
        "en": ("{asked} is not in this pool", "leaving it out would change nothing.", "In it are: {named}."),
        "zh": ("{asked} 不在这次合并中", "剔除它不会改变任何结果。", "其中有：{named}。"),
    },
    "pool_nothing_left": {
        "en": ("No study is left", "everything was left out.", "Leave fewer out, or choose another subgroup."),
        "zh": ("没有剩余的研究", "全部都被剔除了。", "请少剔除几项，或换一个亚组。"),
    },
    "pool_single_arms": {
        "en": (
            "{asked} has no meaning for {name}",
            "its studies have one arm and nothing to compare it with.",
            "Leave it out, or use --method iv, dl, pm, reml, hksj, glmm, bb or bayes.",
        ),
        "zh": (
            "{asked} 不适用于 {name}",
            "它的研究只有一组，没有对照。",
            "请去掉它，或使用 --method iv、dl、pm、reml、hksj、glmm、bb 或 bayes。",
        ),
    },
    "pool_no_subgroup": {
        "en": (
            "--subgroup has no meaning for {name}",
            "its studies do not say whether their controls have the same risk.",
            "Leave it out.",
        ),
        "zh": ("--subgroup 不适用于 {name}", "它的研究没有说明对照的风险是否相同。", "请去掉它。"),
    },
    "pool_no_events": {
        "en": (
            "No study of {name} has an event",
            "nothing can be pooled: no number of zeros says how rare it is.",
            "`amnio evidence show {name}` shows the counts and what a single study allows.",
        ),
        "zh": (
            "{name} 的研究都没有事件",
            "无法合并：再多的零也说不出有多罕见。",
            "`amnio evidence show {name}` 显示计数和单项研究能说明的内容。",
        ),
    },
    "pool_only_events": {
        "en": (
            "In the studies of {name} everybody has the event",
            "nothing can be pooled.",
            "`amnio evidence show {name}` shows the counts.",
        ),
        "zh": ("{name} 的研究中所有人都有事件", "无法合并。", "`amnio evidence show {name}` 显示计数。"),
    },
    "pool_one_sided": {
        "en": (
            "This method needs people with and without the event in both arms",
            "the studies of {name} have none on one side.",
            "Use --measure rd, or --method peto with --measure or.",
        ),
        "zh": (
            "该方法要求两组都既有事件又有未发生事件者",
            "{name} 的研究有一侧为零。",
            "请用 --measure rd，或 --method peto 加 --measure or。",
        ),
    },
    "pool_one_study": {
        "en": (
            "One study of {name} is left for this method",
            "it needs two studies: one has no spread between studies.",
            "`--method iv` gives the interval of the one study; `amnio evidence show {name}` shows its counts.",
        ),
        "zh": (
            "{name} 只有一项研究可用于该方法",
            "它至少需要两项研究：一项研究看不出研究间的差异。",
            "`--method iv` 给出这一项研究的区间；`amnio evidence show {name}` 显示计数。",
        ),
    },
    "pool_prior_missing": {
        "en": (
            "No prior is filed for this measure of {name}",
            "bayes needs the spread between studies that is thought possible.",
            "Use --method hksj or glmm; for the excess of the procedure, --measure rd has a prior.",
        ),
        "zh": (
            "{name} 的这一指标没有存档的先验",
            "bayes 需要研究间可能的离散度。",
            "请用 --method hksj 或 glmm；穿刺增加的风险可用 --measure rd，它有先验。",
        ),
    },
    "pool_measure_not_of_method": {
        "en": (
            "This method does not pool this measure of {name}",
            "peto and glmm pool odds ratios of two arms; bb pools no rates.",
            "Add --measure or, or choose another method.",
        ),
        "zh": (
            "该方法不能合并 {name} 的这一指标",
            "peto 和 glmm 合并两组的比值比；bb 不合并率。",
            "请加 --measure or，或换一种方法。",
        ),
    },
    "site_is_file": {
        "en": ("{path} is a file", "the site is a folder.", "Name a folder that does not exist yet."),
        "zh": ("{path} 是文件", "网站是一个文件夹。", "请写一个尚不存在的文件夹。"),
    },
    "site_taken": {
        "en": (
            "{path} holds something that is not an evidence site",
            "it would be lost.",
            "Name a folder that does not exist or is empty. --force replaces a former site only.",
        ),
        "zh": (
            "{path} 里有不属于证据网站的内容",
            "写入会使其丢失。",
            "请写一个不存在或空的文件夹。--force 只替换以前生成的网站。",
        ),
    },
    "site_has_others": {
        "en": (
            "{path} holds a file that is not of the site: {file}",
            "it would be lost with the former site.",
            "Move it elsewhere, or name another folder.",
        ),
        "zh": (
            "{path} 里有不属于网站的文件：{file}",
            "替换以前的网站会使其丢失。",
            "请把它移到别处，或换一个文件夹。",
        ),
    },
    "site_exists": {
        "en": ("{path} holds a former site", "it would be lost.", "Add --force to replace it, or name another folder."),
        "zh": ("{path} 里已有以前生成的网站", "写入会使其丢失。", "请加 --force 替换，或换一个文件夹。"),
    },
    "exists": {
        "en": (
            "{path} exists already",
            "it would be lost.",
            "Choose another name, or add --force to replace it.",
        ),
        "zh": ("{path} 已经存在", "写入会覆盖原文件。", "请换一个文件名，或加 --force 覆盖。"),
    },
    "is_the_input": {
        "en": ("{path} is the input itself", "the case would be lost.", "Choose another --output."),
        "zh": ("{path} 就是输入文件", "写入会毁掉病例资料。", "请换一个 --output。"),
    },
    "no_folder": {
        "en": ("There is no folder {folder}", "so nothing can be written there.", "Make it first: mkdir -p {folder}"),
        "zh": ("没有文件夹 {folder}", "无法写入。", "请先创建：mkdir -p {folder}"),
    },
    "is_folder": {
        "en": ("{path} is a folder", "the answer is a file.", "Name a file in it."),
        "zh": ("{path} 是文件夹", "结果是一个文件。", "请写出文件名。"),
    },
    "cannot_write": {
        "en": ("{path} cannot be written", "{reason}.", "Choose another place, or ask for permission."),
        "zh": ("无法写入 {path}", "{reason}。", "请换一个位置，或申请权限。"),
    },
    "needs_output": {
        "en": (
            "{formats} cannot be shown in a terminal",
            "it would print unreadable bytes, or two documents in one.",
            "Say where to write: --output NAME",
        ),
        "zh": (
            "{formats} 不能显示在终端里",
            "会输出无法阅读的字节，或把两份文件混在一起。",
            "请指定写到哪里：--output NAME",
        ),
    },
    "batch_needs_output": {
        "en": (
            "No --output was given",
            "a batch is written to a file.",
            "Write --output reviews.ndjson (or - for standard output).",
        ),
        "zh": ("没有给出 --output", "批量结果要写入文件。", "请写 --output reviews.ndjson（标准输出写 -）。"),
    },
    "batch_format": {
        "en": (
            "{path} does not say what it is",
            "a batch is read as NDJSON (one JSON case a line), CSV or Parquet, told by the end of its name.",
            "Call it .ndjson, .jsonl, .csv or .parquet.",
        ),
        "zh": (
            "从文件名 {path} 看不出格式",
            "批量输入按文件名结尾识别：NDJSON（每行一个 JSON 病例）、CSV 或 Parquet。",
            "请以 .ndjson、.jsonl、.csv 或 .parquet 结尾命名。",
        ),
    },
    "batch_unreadable": {
        "en": ("{path} cannot be read", "{reason}.", "Check the name and the permission, and try again."),
        "zh": ("无法读取 {path}", "{reason}。", "请检查文件名和权限后再试。"),
    },
    "batch_empty": {
        "en": ("{path} holds no row", "so there is nothing to review.", "Check that it is the right file."),
        "zh": ("{path} 里没有任何一行", "没有可评审的内容。", "请确认文件是否正确。"),
    },
    "batch_encoding": {
        "en": (
            "{path} is not UTF-8 but {encoding}",
            "names and words would be garbled.",
            "Save it as UTF-8 and try again.",
        ),
        "zh": ("{path} 不是 UTF-8，而是 {encoding}", "姓名和文字会变成乱码。", "请另存为 UTF-8 后再试。"),
    },
    "batch_columns": {
        "en": (
            "The first line of {path} names the column {column} {times} times",
            "one of them would be lost.",
            "Give every column its own name, such as procedure.at.",
        ),
        "zh": (
            "{path} 首行中列名 {column} 出现了 {times} 次",
            "其中一列会丢失。",
            "请让每一列有自己的名字，例如 procedure.at。",
        ),
    },
    "no_duckdb": {
        "en": (
            "Parquet needs DuckDB, which is not installed",
            "so the file cannot be read.",
            'Install it with: pip install "amnio[batch]"',
        ),
        "zh": ("读取 Parquet 需要 DuckDB，但尚未安装", "因此无法读取该文件。", '请安装：pip install "amnio[batch]"'),
    },
    "study_no_duckdb": {
        "en": (
            "A study needs DuckDB, which is not installed",
            "so no table of pregnancies can be read or written.",
            'Install it with: pip install "amnio[study]"',
        ),
        "zh": ("研究需要 DuckDB，但尚未安装", "因此无法读写妊娠表。", '请安装：pip install "amnio[study]"'),
    },
    "no_such_scenario": {
        "en": (
            "There is no scenario {name}",
            "nothing was simulated.",
            "{hint} `amnio study simulate --list` names them.",
        ),
        "zh": ("没有名为 {name} 的情景", "没有进行模拟。", "{hint}`amnio study simulate --list` 可列出全部情景。"),
    },
    "strata_twice": {
        "en": (
            "--same-risk {given} was given, and the definition has strata of its own",
            "two answers to one question would be mixed.",
            "Keep one of them: write the strata into the definition, or take them out of it.",
        ),
        "zh": (
            "既给出了 --same-risk {given}，定义文件里又有自己的分层",
            "同一个问题的两种回答会混在一起。",
            "请只保留一种：把分层写进定义文件，或从定义文件中去掉。",
        ),
    },
    "not_cuts": {
        "en": (
            "{given} names no bands",
            "after the colon stand the whole numbers at which a new band begins.",
            "Write for example maternal_age:35,40, or the name of a column of codes alone.",
        ),
        "zh": (
            "{given} 没有给出分段",
            "冒号之后应为各段起点的整数。",
            "请写成 maternal_age:35,40 这样的形式；若为编码列，只写列名。",
        ),
    },
    "no_such_column": {
        "en": (
            "The table has no column {column}",
            "women cannot be alike in what is not recorded.",
            "Its columns are: {columns}.",
        ),
        "zh": ("表中没有列 {column}", "没有记录的内容无法用来判断是否相似。", "现有的列：{columns}。"),
    },
    "not_codes": {
        "en": (
            "{column} holds {n} different codes",
            "a stratum for each needs at least one and at most twenty; else nobody is left to be compared.",
            "Put a number in bands (maternal_age:35,40), or name the codes in a definition file.",
        ),
        "zh": (
            "列 {column} 有 {n} 种不同的编码",
            "每种编码一层，至少一种、至多二十种；否则没有可比的人。",
            "数值请分段（maternal_age:35,40），或在定义文件中列出编码。",
        ),
    },
    "nothing_to_compare": {
        "en": (
            "There is nobody to compare",
            "on no day is there a woman who was tested and one of the same risk who was not, or no end was seen.",
            "`amnio study describe` counts who was tested when; fewer strata or weekly trials (period = 7) may help.",
        ),
        "zh": (
            "没有可以比较的人",
            "没有任何一天同时有接受穿刺的妇女和同风险而未穿刺的妇女，或者没有观察到任何结局。",
            "`amnio study describe` 会列出何时有多少人穿刺；减少分层或按周开始试验（period = 7）可能有帮助。",
        ),
    },
    "counts_are_counted": {
        "en": (
            "{option} cannot be asked of a file of counts",
            "what is counted was decided when the rows were counted, and stands in the file.",
            "Leave it out, or give it to `amnio study counts` where the rows are.",
        ),
        "zh": (
            "不能对计数文件使用 {option}",
            "统计什么在计数时就已决定，并写在文件里。",
            "请去掉该选项，或在有原始记录的地方对 `amnio study counts` 使用它。",
        ),
    },
    "counts_of_trials_only": {
        "en": (
            "The design {design} needs the rows",
            "a file of counts of trials holds one trial for each day and nothing else.",
            "Write --design trials, or ask where the rows are.",
        ),
        "zh": (
            "{design} 这种设计需要原始记录",
            "试验计数文件只包含每天一个试验的计数。",
            "请写 --design trials，或在有原始记录的地方提问。",
        ),
    },
    "study_needs_table": {
        "en": (
            "No table was given",
            "a study needs pregnancies.",
            "Write the name of a Parquet or CSV file, or --example to see one with simulated pregnancies.",
        ),
        "zh": (
            "没有给出数据表",
            "研究需要妊娠数据。",
            "请写 Parquet 或 CSV 文件名；或写 --example，用模拟妊娠看一个示例。",
        ),
    },
    "protocol_contradicted": {
        "en": (
            "{given} was given beside the protocol {file}",
            "a protocol decides these, so that nothing can be chosen after looking at the results.",
            "Leave the option out, or change the protocol and say so.",
        ),
        "zh": (
            "已有研究方案 {file}，又给出了 {given}",
            "这些内容由方案决定，以免看过结果之后再选择。",
            "请去掉该选项；若要修改，请改方案并加以说明。",
        ),
    },
    "protocol_key": {
        "en": ("{file} has a key {name} that nobody reads", "a misspelt key would be silence.", "Known: {keys}."),
        "zh": ("{file} 中的键 {name} 无人读取", "写错的键会被悄悄忽略。", "可用的键：{keys}。"),
    },
    "protocol_value": {
        "en": (
            "{file}: {name} = {value} makes no sense",
            "nothing was counted.",
            'Designs are "crude", "stratified", "landmark", "trials" or "all"; among is "treated" or "all"; a landmark '
            'is written "18+0".',
        ),
        "zh": (
            "{file}：{name} = {value} 没有意义",
            "没有进行任何计数。",
            'designs 可取 "crude"、"stratified"、"landmark"、"trials" 或 "all"；among 可取 "treated" 或 "all"；'
            'landmark 写成 "18+0"。',
        ),
    },
    "report_needs_output": {
        "en": (
            "No folder was named for the report",
            "a report is a folder: a page, a document for print, and a file for every table.",
            "Write --output report.",
        ),
        "zh": (
            "没有指明报告写入哪个文件夹",
            "报告是一个文件夹：网页、可打印的文档，以及每张表的文件。",
            "请写 --output report。",
        ),
    },
    "report_is_file": {
        "en": ("{path} is a file", "a report is a folder.", "Name a folder that does not exist yet."),
        "zh": ("{path} 是文件", "报告是一个文件夹。", "请写一个尚不存在的文件夹。"),
    },
    "report_taken": {
        "en": (
            "{path} holds something that is not a report",
            "it would be lost.",
            "Name a folder that does not exist or is empty. --force replaces a former report only.",
        ),
        "zh": (
            "{path} 里有不属于报告的内容",
            "写入会使其丢失。",
            "请写一个不存在或空的文件夹。--force 只替换以前生成的报告。",
        ),
    },
    "report_has_others": {
        "en": (
            "{path} holds a file that is not of the report: {file}",
            "it would be lost with the former report.",
            "Move it elsewhere, or name another folder.",
        ),
        "zh": (
            "{path} 里有不属于报告的文件：{file}",
            "替换以前的报告会使其丢失。",
            "请把它移到别处，或换一个文件夹。",
        ),
    },
    "report_exists": {
        "en": (
            "{path} holds a former report",
            "it would be lost.",
            "Add --force to replace it, or name another folder.",
        ),
        "zh": ("{path} 里已有以前生成的报告", "写入会使其丢失。", "请加 --force 替换，或换一个文件夹。"),
    },
    "not_an_incidence": {
        "en": (
            "The incidence cannot be counted from these early weeks",
            "{why}.",
            'Begin later: write start = "12+0" into a definition.',
        ),
        "zh": (
            "从这样早的孕周起无法计算发生率",
            "{why}。",
            '请从较晚的孕周开始：在定义文件中写 start = "12+0"。',
        ),
    },
    "not_a_landmark": {
        "en": ("--landmark {given} is no gestational age", "{why}", "{instead}"),
        "zh": ("--landmark {given} 不是孕周", "{why}", "{instead}"),
    },
    "simulate_needs_output": {
        "en": (
            "No file was named for the simulated population",
            "a table of many pregnancies does not belong on a screen.",
            "Write --output population.parquet (or .csv). The truth about it is written beside it.",
        ),
        "zh": (
            "没有指明模拟人群写入哪个文件",
            "大量妊娠的表格不适合显示在屏幕上。",
            "请写 --output population.parquet（或 .csv）。其真实效应会写在旁边的文件里。",
        ),
    },
    "simulate_ending": {
        "en": (
            "{path} ends neither in .parquet nor in .csv",
            "the end of the name says in which form the table is written.",
            "Write --output population.parquet or --output population.csv.",
        ),
        "zh": (
            "{path} 的结尾既不是 .parquet 也不是 .csv",
            "文件名的结尾决定表格的格式。",
            "请写 --output population.parquet 或 --output population.csv。",
        ),
    },
    "study_definition_key": {
        "en": (
            "The definition has no {item}",
            "a misspelt key would be left out in silence.",
            "Known are: {keys}",
        ),
        "zh": (
            "定义里没有 {item} 这一项",
            "拼错的项会被悄悄忽略。",
            "可用的有：{keys}",
        ),
    },
    "study_definition_value": {
        "en": (
            "{item} = {value} makes no sense in a definition",
            "nothing was counted.",
            "docs/reference/study-definition.md says what may stand there, and which columns can describe nobody.",
        ),
        "zh": (
            "定义中的 {item} = {value} 没有意义",
            "没有作任何计数。",
            "docs/reference/study-definition.md 写明了可以填什么，以及哪些列不能用来描述入组者。",
        ),
    },
    "study_mapping_key": {
        "en": (
            "The mapping has no {item}",
            "a misspelt key would be left out in silence.",
            "Known are: {keys}",
        ),
        "zh": (
            "映射里没有 {item} 这一项",
            "拼错的项会被悄悄忽略。",
            "可用的有：{keys}",
        ),
    },
    "study_mapping_value": {
        "en": (
            "{item} = {value} makes no sense in a mapping",
            "nothing was read.",
            "docs/reference/mapping-file.md says what may stand there. Dates need lmp, conception or due under "
            "[gestation].",
        ),
        "zh": (
            "映射中的 {item} = {value} 没有意义",
            "没有读取任何内容。",
            "docs/reference/mapping-file.md 写明了可以填什么。日期需要在 [gestation] 下给出 "
            "lmp、conception、due 之一。",
        ),
    },
    "study_mapping_column": {
        "en": (
            "{item} needs a column or a constant, and not both",
            "it could not be read from two places.",
            'Write column = "theirs", or constant = "the same in every row".',
        ),
        "zh": (
            "{item} 需要 column 或 constant，且只能有一个",
            "不能从两处读取。",
            '请写 column = "对方的列名"，或 constant = "每行相同的值"。',
        ),
    },
    "study_procedure_from_tests": {
        "en": (
            "{item} is taken from a test of the fluid ({column})",
            "antenatal records carry codes of such tests for women who never had a needle, and they would count as "
            "treated.",
            "Use the record of the procedure itself.",
        ),
        "zh": (
            "{item} 取自羊水检验（{column}）",
            "产检记录里的这类代码，从未做过穿刺的人也会有；她们会被算作做过操作。",
            "请使用操作本身的记录。",
        ),
    },
    "study_no_column": {
        "en": (
            "The table has no column {column}",
            "it is needed, and nothing is guessed.",
            "It has: {columns}. Name it in a mapping file: --mapping mapping.toml",
        ),
        "zh": (
            "表中没有 {column} 这一列",
            "这一列必须有，程序不作猜测。",
            "现有的列：{columns}。请在映射文件里指明：--mapping mapping.toml",
        ),
    },
    "study_not_a_day": {
        "en": (
            "{item} = {value} is no gestational age",
            "it could be read in two ways.",
            'Write weeks+days, such as "15+0".',
        ),
        "zh": (
            "{item} = {value} 不是孕周",
            "可能有两种读法。",
            '请写周+天，例如 "15+0"。',
        ),
    },
    "study_not_toml": {
        "en": (
            "{path} is not TOML: {reason}",
            "so nothing in it can be read.",
            "Correct that line.",
        ),
        "zh": (
            "{path} 不是 TOML：{reason}",
            "因此无法读取。",
            "请更正这一行。",
        ),
    },
    "study_no_table": {
        "en": (
            "{path} cannot be read",
            "{reason}.",
            "Check the name, and the permission.",
        ),
        "zh": (
            "无法读取 {path}",
            "{reason}。",
            "请检查名称和权限。",
        ),
    },
    "study_table_format": {
        "en": (
            "{path} is neither Parquet nor CSV, or both",
            "a table is a .parquet or .csv file, or a folder with files of one of the two.",
            "Name one of them, or put the others elsewhere.",
        ),
        "zh": (
            "{path} 既不是 Parquet 也不是 CSV，或两者都有",
            "表应是一个 .parquet 或 .csv 文件，或只含其中一种的文件夹。",
            "请指定其中之一，或把其他文件移开。",
        ),
    },
    "study_table_unreadable": {
        "en": (
            "{path} cannot be read whole",
            "{reason}. Nothing was counted: a part is never shown as the whole.",
            "Copy or export it again; a file that was cut off ends in the middle of a row.",
        ),
        "zh": (
            "{path} 无法完整读取",
            "{reason}。没有作任何计数：部分结果不会当作全部显示。",
            "请重新复制或导出；被截断的文件会停在一行的中间。",
        ),
    },
    "study_table_empty": {
        "en": (
            "The table {path} holds no row",
            "so there is nothing to count.",
            "Check that it is the right file.",
        ),
        "zh": (
            "表 {path} 里没有任何一行",
            "没有可计数的内容。",
            "请确认文件是否正确。",
        ),
    },
    "study_bad_records": {
        "en": (
            "{n} of {rows} records cannot be true",
            "nothing was counted, and nothing is ever repaired.",
            "`amnio study check-data DATA` names them. Correct them, or leave a kind out by its name: --leave-out NAME",
        ),
        "zh": (
            "{rows} 条记录中有 {n} 条不可能成立",
            "没有作任何计数；程序不会自行修补。",
            "`amnio study check-data DATA` 可列出。请更正，或按名称剔除某一类：--leave-out 名称",
        ),
    },
    "study_repeated": {
        "en": (
            "{n} pregnancies have more than one row",
            "each would be counted several times.",
            "`amnio study check-data DATA` names some. Correct them, or leave all their rows out: --leave-out {rule}",
        ),
        "zh": (
            "{n} 次妊娠有不止一行",
            "会被重复计数。",
            "`amnio study check-data DATA` 可列出一部分。请更正，或剔除这些妊娠的所有行：--leave-out {rule}",
        ),
    },
    "study_alarm": {
        "en": (
            "{what}: {n} of {of}",
            "such a table has misled published studies; nothing was counted.",
            "`amnio study check-data DATA` says what is behind it. If it is right all the same, give the reason in the "
            'mapping file: [accept] {alarm} = "..."',
        ),
        "zh": (
            "{what}：{n}/{of}",
            "这样的表曾使已发表的研究出错；没有作任何计数。",
            '`amnio study check-data DATA` 说明其中缘由。如果确实无误，请在映射文件里写明理由：[accept] {alarm} = "……"',
        ),
    },
    "study_no_such_rule": {
        "en": (
            "There is no rule {name} whose records could be left out",
            "a misspelt name would leave in what should go.",
            "Known are: {names}",
        ),
        "zh": (
            "没有名为 {name} 的规则可供剔除",
            "名称拼错，该剔除的就会留下。",
            "可用的有：{names}",
        ),
    },
    "study_losses_not_recorded": {
        "en": (
            "Losses are asked for at {asked}, and recorded {recorded}",
            "weeks without any recorded loss would count as weeks without any loss.",
            "Ask only about weeks in which losses are recorded (start, first_trial, until), or add the other register.",
        ),
        "zh": (
            "所问的孕周是 {asked}，而丢失的记录范围是 {recorded}",
            "没有记录的孕周会被当成没有丢失。",
            "请只问有记录的孕周（start、first_trial、until），或补上另一份登记。",
        ),
    },
    "study_nobody_counted": {
        "en": (
            "Of {rows} pregnancies nobody is left to count",
            "the definition asks about none of them.",
            "Check its weeks and its conditions.",
        ),
        "zh": (
            "{rows} 次妊娠中没有一次可以计入",
            "定义没有问到其中任何一次。",
            "请检查定义里的孕周和条件。",
        ),
    },
    "study_no_engine": {
        "en": (
            "{engine} is not installed",
            "so the table cannot be read.",
            'Install it with: pip install "{install}"',
        ),
        "zh": (
            "尚未安装 {engine}",
            "因此无法读取该表。",
            '请安装：pip install "{install}"',
        ),
    },
    "study_cluster_unreachable": {
        "en": (
            "Spark at {master} cannot be reached",
            "{reason}. Nothing was counted.",
            "Check the address and that the cluster runs; docs/how-to/run-on-spark.md goes step by step.",
        ),
        "zh": (
            "无法连接位于 {master} 的 Spark",
            "{reason}。没有作任何计数。",
            "请检查地址以及集群是否在运行；docs/how-to/run-on-spark.md 有逐步说明。",
        ),
    },
    "study_database_unreachable": {
        "en": (
            "The database {place} cannot be reached",
            "{reason}. Nothing was counted.",
            "Check the address; user and password belong into ~/.pgpass or the environment (PGUSER, PGPASSWORD).",
        ),
        "zh": (
            "无法连接数据库 {place}",
            "{reason}。没有作任何计数。",
            "请检查地址；用户名和密码应写在 ~/.pgpass 或环境变量（PGUSER、PGPASSWORD）里。",
        ),
    },
    "study_out_of_space": {
        "en": (
            "There is not enough memory or disk",
            "{reason}. Nothing was counted, and nothing was written.",
            "Make room, allow more with --memory, or count file by file with --work.",
        ),
        "zh": (
            "内存或磁盘不足",
            "{reason}。没有作任何计数，也没有写入任何文件。",
            "请腾出空间，用 --memory 放宽上限，或用 --work 逐个文件计数。",
        ),
    },
    "study_counts_unreadable": {
        "en": (
            "{path} is no whole file of counts",
            "{reason}.",
            "Make it again with `amnio study counts`; it is not edited by hand.",
        ),
        "zh": (
            "{path} 不是完整的计数文件",
            "{reason}。",
            "请用 `amnio study counts` 重新生成；不要手工改动。",
        ),
    },
    "study_counts_differ": {
        "en": (
            "These counts cannot be added: the {what} is {one} here and {other} there",
            "their sum would answer no question.",
            "Let every place count with the same definition file and the same --kind.",
        ),
        "zh": (
            "这些计数不能相加：{what}一处是 {one}，另一处是 {other}",
            "相加的结果回答不了任何问题。",
            "请让各处使用同一份定义文件和同样的 --kind 计数。",
        ),
    },
    "study_work_of_another": {
        "en": (
            "{path} holds the work of another run",
            "its counts are of other files or of another definition.",
            "Choose another folder for --work, or remove it.",
        ),
        "zh": (
            "{path} 里是另一次运行的中间结果",
            "那些计数来自其他文件或其他定义。",
            "请为 --work 另选文件夹，或删除它。",
        ),
    },
    "study_work_only_files": {
        "en": ("--work is for files", "a cluster keeps its own work.", "Leave out --work, or --engine spark."),
        "zh": ("--work 只用于文件", "集群自行保存中间结果。", "请去掉 --work 或 --engine spark。"),
    },
    "study_counts_output": {
        "en": (
            "No --output was given",
            "counts are written to a file.",
            "Write --output counts.parquet or --output counts.csv.",
        ),
        "zh": (
            "没有给出 --output",
            "计数要写入文件。",
            "请写 --output counts.parquet 或 --output counts.csv。",
        ),
    },
    "study_counts_ending": {
        "en": (
            "{path} does not say what it is to be",
            "counts are written as Parquet or CSV, told by the end of the name.",
            "Call it .parquet or .csv.",
        ),
        "zh": (
            "从文件名 {path} 看不出格式",
            "计数按文件名结尾写成 Parquet 或 CSV。",
            "请以 .parquet 或 .csv 结尾命名。",
        ),
    },
}

PLAIN: dict[str, dict[Language, str]] = {
    "one_problem": {"en": "1 problem in {source}", "zh": "{source}：1 处问题"},
    "problems": {"en": "{count} problems in {source}", "zh": "{source}：{count} 处问题"},
    "not_checked": {"en": "Nothing to check: {source}", "zh": "没有可核对的操作：{source}"},
    "refused": {"en": "Not reviewed: {source}", "zh": "未作评审：{source}"},
    "not_counselled": {"en": "Nothing to be counselled on: {source}", "zh": "没有可咨询的内容：{source}"},
    "no_care_plan": {"en": "No care plan: {source}", "zh": "没有照护计划：{source}"},
    "the_case": {"en": "the case", "zh": "病例"},
    "usage": {"en": "This command cannot be carried out", "zh": "无法执行这条命令"},
    "internal": {"en": "Something inside amnio went wrong", "zh": "amnio 内部出错"},
    "internal_why": {
        "en": "This is a fault of amnio, not of your case. No answer was given, and nothing was changed.",
        "zh": "这是 amnio 的问题，不是病例的问题。没有给出结果，也没有改动任何文件。",
    },
    "internal_report": {
        "en": "Please report it with the lines above, the command and `amnio --version`, but never with the case of a "
        "real patient. `amnio --debug ...` shows where it happened.",
        "zh": "请把以上内容、所用命令和 `amnio --version` 的结果报告给我们，但不要附上真实患者的病例。"
        "`amnio --debug ...` 会显示出错位置。",
    },
    "stopped": {"en": "Stopped. Nothing was written.", "zh": "已停止，没有写入任何文件。"},
    "stopped_batch": {
        "en": "Stopped after {rows} rows. {path} was not written; what was there before is unchanged.",
        "zh": "已在处理 {rows} 行后停止。{path} 未写入，原有内容不变。",
    },
    "written": {"en": "Written: {path}", "zh": "已写入：{path}"},
    "site_written": {
        "en": "{number} files written. Open {path} in a browser.",
        "zh": "已写入 {number} 个文件。请在浏览器中打开 {path}。",
    },
    "site_writing": {"en": "Writing the site", "zh": "正在写入网站"},
    "can_be_checked": {
        "en": "{source} can be checked before the needle: {facts}.",
        "zh": "{source} 可以作穿刺前核对：{facts}。",
    },
    "can_be_reviewed": {
        "en": "{source} can be reviewed: {facts}.",
        "zh": "{source} 可以评审：{facts}。",
    },
    "reviewing": {"en": "Reviewing", "zh": "评审中"},
    "batch_done": {
        "en": "{rows} rows: {answered} answered, {bad} not. Written: {path}",
        "zh": "共 {rows} 行：{answered} 行已评审，{bad} 行未能评审。已写入：{path}",
    },
    "batch_bad": {
        "en": "The rows that were not answered (each is in the output with its line and `error`):",
        "zh": "未能评审的行（输出文件中都有对应的行号和 `error`）：",
    },
    "counting": {"en": "Counting", "zh": "正在计数"},
    "simulating": {"en": "Simulating", "zh": "正在模拟"},
    "simulated": {
        "en": "{path}: {rows} pregnancies, {procedures} procedures. What the procedure truly does in them: {truth}",
        "zh": "{path}：{rows} 次妊娠，{procedures} 次穿刺。穿刺在其中的真实效应：{truth}",
    },
    "batch_line": {"en": "line {line}", "zh": "第 {line} 行"},
    "batch_more": {"en": "... and {count} more", "zh": "……另有 {count} 行"},
    "evidence_wrong": {"en": "This evidence cannot be used", "zh": "这份证据不能使用"},
    "evidence_correct": {
        "en": "Correct it; `amnio evidence check {folder}` names everything that is wrong.",
        "zh": "请更正；`amnio evidence check {folder}` 会列出全部问题。",
    },
    "study_refused": {"en": "Not added, and nothing was changed: {study}", "zh": "未加入，也未作任何改动：{study}"},
    "evidence_copied": {
        "en": "Written: {path}. Edit it, then: amnio evidence check {path}; amnio evidence diff {path}",
        "zh": "已写入：{path}。修改之后：amnio evidence check {path}；amnio evidence diff {path}",
    },
    "not_kept": {
        "en": "Not kept. With --output site.toml a review can use it: amnio review CASE --site site.toml",
        "zh": "未保存。加 --output site.toml 后，评审可以使用：amnio review CASE --site site.toml",
    },
    "examples": {
        "en": "Published cases, told with the facts that were reported",
        "zh": "已发表的病例（只含原文报告的事实）",
    },
    "example_use": {
        "en": "Review one with: amnio review --example {name}",
        "zh": "评审其中一个：amnio review --example {name}",
    },
    "no_code": {
        "en": 'The square code for telephones is left out: it needs pip install "amnio[calendar]".',
        "zh": '未附手机二维码：需要先安装 pip install "amnio[calendar]"。',
    },
    "no_zone": {
        "en": "No --time-zone was given: hours in this calendar are those of the place where it is read.",
        "zh": "没有给出 --time-zone：日历里的时刻按查看者当地时间。",
    },
    "did_you_mean": {"en": "Did you mean {name}?", "zh": "是不是 {name}？"},
    "none": {"en": "none", "zh": "无"},
    "list_them": {
        "en": "`amnio review --list-examples` names them.",
        "zh": "`amnio review --list-examples` 可列出全部示例。",
    },
    "row_too_long": {
        "en": "this line is longer than {limit}, and one case never is. Nothing of it was used.",
        "zh": "这一行超过 {limit}，而一个病例不会这么长，因此整行未使用。",
    },
    "row_too_wide": {
        "en": "this row has {found} values, but the first line names {named} columns.",
        "zh": "这一行有 {found} 个值，但首行只有 {named} 个列名。",
    },
    "row_not_utf8": {"en": "this row is not UTF-8.", "zh": "这一行不是 UTF-8。"},
    "row_broken": {"en": "this row cannot be read as CSV: {reason}.", "zh": "这一行无法按 CSV 读取：{reason}。"},
    "study_counting": {"en": "Counting", "zh": "计数中"},
    "study_what_kind": {"en": "kind", "zh": "类别"},
    "study_what_definition": {"en": "definition", "zh": "定义"},
}


def say(key: str, language: Language, **slots: object) -> str:
    """One sentence of the command line in the language asked for."""
    return PLAIN[key][language].format(**slots)
