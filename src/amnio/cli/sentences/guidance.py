"""What is said when a rule, a topic or a profile is asked for that is not there."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
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
}
