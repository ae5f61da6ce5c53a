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
    "counts_without_design": {
        "en": (
            "The design {design} cannot be made from these counts",
            "each design needs counts of its own kind.",
            "Make them where the rows are (`amnio study counts DATA --kind {kind}`), and name both files.",
        ),
        "zh": (
            "这些计数不能得出 {design} 这种设计",
            "每种设计需要各自的计数。",
            "请在有原始记录的地方生成（`amnio study counts DATA --kind {kind}`），并依次写出两个文件。",
        ),
    },
    "counts_of_no_design": {
        "en": (
            "These are counts for curves, not of trials",
            "they do not say who was tested when.",
            "Ask them with `amnio study incidence`, or make others: `amnio study counts DATA --kind trials`.",
        ),
        "zh": (
            "这些是用于曲线的计数，不是试验计数",
            "其中没有谁在何时接受穿刺。",
            "请用 `amnio study incidence` 提问，或另行生成：`amnio study counts DATA --kind trials`。",
        ),
    },
    "counts_without_curves": {
        "en": (
            "These counts hold no curves",
            "they were made for a design that compares, not for how many are lost by week.",
            "Make others: `amnio study counts DATA --kind risk`, or `--kind split` for before and after the procedure.",
        ),
        "zh": (
            "这些计数中没有曲线",
            "它们是为比较设计生成的，不能说明逐周丢失多少。",
            "请另行生成：`amnio study counts DATA --kind risk`；穿刺前后用 `--kind split`。",
        ),
    },
    "counts_not_split": {
        "en": (
            "These counts do not tell the time before the procedure from the time after it",
            "so no curves by procedure can be drawn from them.",
            "Make others: `amnio study counts DATA --kind split`.",
        ),
        "zh": (
            "这些计数没有区分穿刺之前和之后的时间",
            "因此画不出按穿刺分组的曲线。",
            "请另行生成：`amnio study counts DATA --kind split`。",
        ),
    },
    "counts_without_group": {
        "en": (
            "These counts do not tell apart {name}",
            "groups were decided when the rows were counted.",
            "They can be asked by: {names}. Other strata go into the definition of the counts.",
        ),
        "zh": (
            "这些计数没有按 {name} 区分",
            "分组在计数时就已决定。",
            "可用的分组：{names}。其他分层请写进计数的定义文件。",
        ),
    },
    "starts_before_counts": {
        "en": (
            "--start {given} lies before the counts begin, at {start}",
            "nobody before that day is in them.",
            "Begin on that day or later, or count again with an earlier start.",
        ),
        "zh": (
            "--start {given} 早于计数的起点 {start}",
            "此前没有任何人计入。",
            "请从该日或更晚开始，或用更早的起点重新计数。",
        ),
    },
    "counts_and_table": {
        "en": (
            "{table} is no file of counts, and {counts} is one",
            "rows and counts are not asked together.",
            "Name only files of counts, or only the table.",
        ),
        "zh": (
            "{table} 不是计数文件，而 {counts} 是",
            "原始记录和计数不能一起提问。",
            "请只写计数文件，或只写表。",
        ),
    },
    "counts_twice": {
        "en": (
            "Two files serve the same purpose: {files}",
            "one of them would be left out.",
            "Add files of one kind first (amnio study pool FILES --output together.parquet); of risk and split name "
            "one.",
        ),
        "zh": (
            "有两个文件用途相同：{files}",
            "否则会漏掉其中一份。",
            "同类的请先合并（amnio study pool 文件 --output together.parquet）；risk 和 split 只写其一。",
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
            "its counts are of other files, of files that have changed since, or were read in another way.",
            "Choose another folder for --work, or remove it.",
        ),
        "zh": (
            "{path} 里是另一次运行的中间结果",
            "那些计数来自其他文件、之后改动过的文件，或读取方式不同。",
            "请为 --work 另选文件夹，或删除它。",
        ),
    },
    "study_work_only_files": {
        "en": (
            "--work is for files",
            "a cluster keeps its own work, and an example or a table of a database has no files.",
            "Leave out --work, or name a file or a folder of files.",
        ),
        "zh": (
            "--work 只用于文件",
            "集群自行保存中间结果；示例和数据库中的表没有文件。",
            "请去掉 --work，或写文件或文件夹的名称。",
        ),
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
    "stopped_work": {
        "en": "Stopped. What was counted so far is kept in {folder}; the same command goes on from there.",
        "zh": "已停止。已完成的计数保存在 {folder}；用同一条命令即可从那里继续。",
    },
    "study_counting": {"en": "Counting", "zh": "计数中"},
    "study_what_kind": {"en": "kind", "zh": "类别"},
    "study_what_definition": {"en": "definition", "zh": "定义"},
}
