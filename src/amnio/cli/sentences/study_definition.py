"""What is said about the definition file and the mapping file of a study."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
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
}
