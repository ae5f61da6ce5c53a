"""What is said when many cases are reviewed at once, and about the rows that are none."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
    "not_in_batch": {
        "en": (
            "{given} has no meaning with --batch",
            "a batch is always answered as one JSON record a line.",
            "Leave it out, or review the one case without --batch.",
        ),
        "zh": (
            "{given} 不能与 --batch 同用",
            "批量结果固定为每行一条 JSON 记录。",
            "请去掉它，或不用 --batch 单独评审。",
        ),
    },
    "only_in_batch": {
        "en": ("{given} belongs to --batch", "a single review does not use it.", "Leave it out."),
        "zh": ("{given} 只用于 --batch", "单个评审用不到它。", "请去掉它。"),
    },
    "no_other_evidence_in_batch": {
        "en": (
            "{given} has no meaning with --batch",
            "a batch is answered with the packaged evidence, so that its records can be compared.",
            "Leave it out, or review the one case without --batch.",
        ),
        "zh": (
            "{given} 不能与 --batch 同用",
            "批量评审一律采用自带证据，各条结果才可比较。",
            "请去掉它，或不用 --batch 单独评审。",
        ),
    },
    "batch_needs_output": {
        "en": (
            "No --output was given",
            "a batch is written to a file.",
            "Write --output reviews.ndjson (or - for standard output).",
        ),
        "zh": ("没有给出 --output", "批量结果要写入文件。", "请写 --output reviews.ndjson（标准输出写 -）。"),
    },
    "batch_format": {
        "en": (
            "{path} does not say what it is",
            "a batch is read as NDJSON (one JSON case a line), CSV or Parquet, told by the end of its name.",
            "Call it .ndjson, .jsonl, .csv or .parquet.",
        ),
        "zh": (
            "从文件名 {path} 看不出格式",
            "批量输入按文件名结尾识别：NDJSON（每行一个 JSON 病例）、CSV 或 Parquet。",
            "请以 .ndjson、.jsonl、.csv 或 .parquet 结尾命名。",
        ),
    },
    "batch_unreadable": {
        "en": ("{path} cannot be read", "{reason}.", "Check the name and the permission, and try again."),
        "zh": ("无法读取 {path}", "{reason}。", "请检查文件名和权限后再试。"),
    },
    "batch_empty": {
        "en": ("{path} holds no row", "so there is nothing to review.", "Check that it is the right file."),
        "zh": ("{path} 里没有任何一行", "没有可评审的内容。", "请确认文件是否正确。"),
    },
    "batch_encoding": {
        "en": (
            "{path} is not UTF-8 but {encoding}",
            "names and words would be garbled.",
            "Save it as UTF-8 and try again.",
        ),
        "zh": ("{path} 不是 UTF-8，而是 {encoding}", "姓名和文字会变成乱码。", "请另存为 UTF-8 后再试。"),
    },
    "batch_columns": {
        "en": (
            "The first line of {path} names the column {column} {times} times",
            "one of them would be lost.",
            "Give every column its own name, such as procedure.at.",
        ),
        "zh": (
            "{path} 首行中列名 {column} 出现了 {times} 次",
            "其中一列会丢失。",
            "请让每一列有自己的名字，例如 procedure.at。",
        ),
    },
    "no_duckdb": {
        "en": (
            "Parquet needs DuckDB, which is not installed",
            "so the file cannot be read.",
            'Install it with: pip install "amnio[batch]"',
        ),
        "zh": ("读取 Parquet 需要 DuckDB，但尚未安装", "因此无法读取该文件。", '请安装：pip install "amnio[batch]"'),
    },
}

PLAIN: dict[str, dict[Language, str]] = {
    "stopped_batch": {
        "en": "Stopped after {rows} rows. {path} was not written; what was there before is unchanged.",
        "zh": "已在处理 {rows} 行后停止。{path} 未写入，原有内容不变。",
    },
    "reviewing": {"en": "Reviewing", "zh": "评审中"},
    "batch_done": {
        "en": "{rows} rows: {answered} answered, {bad} not. Written: {path}",
        "zh": "共 {rows} 行：{answered} 行已评审，{bad} 行未能评审。已写入：{path}",
    },
    "batch_bad": {
        "en": "The rows that were not answered (each is in the output with its line and `error`):",
        "zh": "未能评审的行（输出文件中都有对应的行号和 `error`）：",
    },
    "batch_line": {"en": "line {line}", "zh": "第 {line} 行"},
    "batch_more": {"en": "... and {count} more", "zh": "……另有 {count} 行"},
    "row_too_long": {
        "en": "this line is longer than {limit}, and one case never is. Nothing of it was used.",
        "zh": "这一行超过 {limit}，而一个病例不会这么长，因此整行未使用。",
    },
    "row_too_wide": {
        "en": "this row has {found} values, but the first line names {named} columns.",
        "zh": "这一行有 {found} 个值，但首行只有 {named} 个列名。",
    },
    "row_not_utf8": {"en": "this row is not UTF-8.", "zh": "这一行不是 UTF-8。"},
    "row_broken": {"en": "this row cannot be read as CSV: {reason}.", "zh": "这一行无法按 CSV 读取：{reason}。"},
}
