"""What is said when a unit learns from its own counts, and about the site file that keeps it."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
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
}

PLAIN: dict[str, dict[Language, str]] = {
    "not_kept": {
        "en": "Not kept. With --output site.toml a review can use it: amnio review CASE --site site.toml",
        "zh": "未保存。加 --output site.toml 后，评审可以使用：amnio review CASE --site site.toml",
    },
}
