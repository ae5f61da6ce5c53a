"""What is said when a command cannot be carried out at all, or is stopped."""

from amnio.cli.sentences.languages import Language

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
