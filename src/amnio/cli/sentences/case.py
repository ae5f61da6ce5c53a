"""What is said when one case is reviewed, checked or counselled on."""

from amnio.cli.sentences.languages import Language, Saying

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
    "not_a_gestation": {
        "en": ("--now {given} is no gestational age", "{why}", "{instead}"),
        "zh": ("--now {given} 不是孕周", "{why}", "{instead}"),
    },
    "no_such_example": {
        "en": ("There is no example {name}", "nothing was reviewed.", "{hint}"),
        "zh": ("没有名为 {name} 的示例", "没有进行评审。", "{hint}"),
    },
}

PLAIN: dict[str, dict[Language, str]] = {
    "one_problem": {"en": "1 problem in {source}", "zh": "{source}：1 处问题"},
    "problems": {"en": "{count} problems in {source}", "zh": "{source}：{count} 处问题"},
    "not_checked": {"en": "Nothing to check: {source}", "zh": "没有可核对的操作：{source}"},
    "refused": {"en": "Not reviewed: {source}", "zh": "未作评审：{source}"},
    "not_counselled": {"en": "Nothing to be counselled on: {source}", "zh": "没有可咨询的内容：{source}"},
    "the_case": {"en": "the case", "zh": "病例"},
    "can_be_checked": {
        "en": "{source} can be checked before the needle: {facts}.",
        "zh": "{source} 可以作穿刺前核对：{facts}。",
    },
    "can_be_reviewed": {
        "en": "{source} can be reviewed: {facts}.",
        "zh": "{source} 可以评审：{facts}。",
    },
    "examples": {
        "en": "Published cases, told with the facts that were reported",
        "zh": "已发表的病例（只含原文报告的事实）",
    },
    "example_use": {
        "en": "Review one with: amnio review --example {name}",
        "zh": "评审其中一个：amnio review --example {name}",
    },
    "list_them": {
        "en": "`amnio review --list-examples` names them.",
        "zh": "`amnio review --list-examples` 可列出全部示例。",
    },
}
