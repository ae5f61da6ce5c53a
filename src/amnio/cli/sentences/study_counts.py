"""What is said about files of counts, and about the work that is kept while rows are counted."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
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
    "study_counting": {"en": "Counting", "zh": "计数中"},
    "study_what_kind": {"en": "kind", "zh": "类别"},
    "study_what_definition": {"en": "definition", "zh": "定义"},
}
