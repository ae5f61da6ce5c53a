"""What is said about the place where an answer is to be written: a file, a site or a report."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
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
}

PLAIN: dict[str, dict[Language, str]] = {
    "written": {"en": "Written: {path}", "zh": "已写入：{path}"},
}
