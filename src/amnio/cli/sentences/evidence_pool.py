"""What `amnio evidence pool` says when studies cannot be pooled as asked."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
    "not_pooled": {
        "en": ("These studies cannot be pooled so", "{why}.", "Choose another method, measure, window or subgroup."),
        "zh": ("这些研究不能这样合并", "{why}。", "请换一种方法、指标、时间窗或亚组。"),
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
}

PLAIN: dict[str, dict[Language, str]] = {
    "none": {"en": "none", "zh": "无"},
}
