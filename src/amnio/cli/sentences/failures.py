"""What is said when a command cannot be carried out at all, or is stopped."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
    "disk_full": {
        "en": (
            "There is no room left to write",
            "{reason}. What was being written is not whole; files that were told as written are.",
            "Make room, or choose another place.",
        ),
        "zh": (
            "没有空间可写",
            "{reason}。正在写的内容不完整；已提示写好的文件是完整的。",
            "请腾出空间，或换一个位置。",
        ),
    },
    "no_memory": {
        "en": (
            "There is not enough memory",
            "the answer does not fit into it. None was given, and nothing was written.",
            "Close other programs, ask for less at once, or use a machine with more.",
        ),
        "zh": (
            "内存不足",
            "容不下这个结果。没有给出结果，也没有写入任何文件。",
            "请关闭其他程序、缩小所问的范围，或换一台内存更大的机器。",
        ),
    },
}

PLAIN: dict[str, dict[Language, str]] = {
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
    "did_you_mean": {"en": "Did you mean {name}?", "zh": "是不是 {name}？"},
}
