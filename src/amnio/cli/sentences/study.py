"""What is said about the question of a study: strata, designs, a protocol, and what was simulated."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
    "study_needs_table": {
        "en": (
            "No table was given",
            "a study needs pregnancies.",
            "Write the name of a Parquet or CSV file, or --example to see one with simulated pregnancies.",
        ),
        "zh": (
            "没有给出数据表",
            "研究需要妊娠数据。",
            "请写 Parquet 或 CSV 文件名；或写 --example，用模拟妊娠看一个示例。",
        ),
    },
    "strata_twice": {
        "en": (
            "--same-risk {given} was given, and the definition has strata of its own",
            "two answers to one question would be mixed.",
            "Keep one of them: write the strata into the definition, or take them out of it.",
        ),
        "zh": (
            "既给出了 --same-risk {given}，定义文件里又有自己的分层",
            "同一个问题的两种回答会混在一起。",
            "请只保留一种：把分层写进定义文件，或从定义文件中去掉。",
        ),
    },
    "not_cuts": {
        "en": (
            "{given} names no bands",
            "after the colon stand the whole numbers at which a new band begins.",
            "Write for example maternal_age:35,40, or the name of a column of codes alone.",
        ),
        "zh": (
            "{given} 没有给出分段",
            "冒号之后应为各段起点的整数。",
            "请写成 maternal_age:35,40 这样的形式；若为编码列，只写列名。",
        ),
    },
    "no_such_column": {
        "en": (
            "The table has no column {column}",
            "women cannot be alike in what is not recorded.",
            "Its columns are: {columns}.",
        ),
        "zh": ("表中没有列 {column}", "没有记录的内容无法用来判断是否相似。", "现有的列：{columns}。"),
    },
    "not_codes": {
        "en": (
            "{column} holds {n} different codes",
            "a stratum for each needs at least one and at most twenty; else nobody is left to be compared.",
            "Put a number in bands (maternal_age:35,40), or name the codes in a definition file.",
        ),
        "zh": (
            "列 {column} 有 {n} 种不同的编码",
            "每种编码一层，至少一种、至多二十种；否则没有可比的人。",
            "数值请分段（maternal_age:35,40），或在定义文件中列出编码。",
        ),
    },
    "nothing_to_compare": {
        "en": (
            "There is nobody to compare",
            "on no day is there a woman who was tested and one of the same risk who was not, or no end was seen.",
            "`amnio study describe` counts who was tested when; fewer strata or weekly trials (period = 7) may help.",
        ),
        "zh": (
            "没有可以比较的人",
            "没有任何一天同时有接受穿刺的妇女和同风险而未穿刺的妇女，或者没有观察到任何结局。",
            "`amnio study describe` 会列出何时有多少人穿刺；减少分层或按周开始试验（period = 7）可能有帮助。",
        ),
    },
    "protocol_contradicted": {
        "en": (
            "{given} was given beside the protocol {file}",
            "a protocol decides these, so that nothing can be chosen after looking at the results.",
            "Leave the option out, or change the protocol and say so.",
        ),
        "zh": (
            "已有研究方案 {file}，又给出了 {given}",
            "这些内容由方案决定，以免看过结果之后再选择。",
            "请去掉该选项；若要修改，请改方案并加以说明。",
        ),
    },
    "protocol_key": {
        "en": ("{file} has a key {name} that nobody reads", "a misspelt key would be silence.", "Known: {keys}."),
        "zh": ("{file} 中的键 {name} 无人读取", "写错的键会被悄悄忽略。", "可用的键：{keys}。"),
    },
    "protocol_value": {
        "en": (
            "{file}: {name} = {value} makes no sense",
            "nothing was counted.",
            'Designs are "crude", "stratified", "landmark", "trials" or "all"; among is "treated" or "all"; a landmark '
            'is written "18+0"; propensity is "strata" or "logistic"; doubly_robust is true or false; unnoticed is a '
            "list of days, 1 to 28.",
        ),
        "zh": (
            "{file}：{name} = {value} 没有意义",
            "没有进行任何计数。",
            'designs 可取 "crude"、"stratified"、"landmark"、"trials" 或 "all"；among 可取 "treated" 或 "all"；'
            'landmark 写成 "18+0"；propensity 可取 "strata" 或 "logistic"；doubly_robust 为 true 或 false；'
            "unnoticed 为天数列表，1 至 28。",
        ),
    },
    "ways_need_trials": {
        "en": (
            "--propensity logistic and --doubly-robust belong to the design trials, which was not asked for",
            "the other designs are shown as they are usually made, with their biases.",
            "Add --design trials, or leave them out.",
        ),
        "zh": (
            "--propensity logistic 和 --doubly-robust 属于 trials 设计，而这里没有要求该设计",
            "其他设计按通常的做法给出，连同其偏倚。",
            "请加 --design trials，或去掉这两个选项。",
        ),
    },
    "report_needs_output": {
        "en": (
            "No folder was named for the report",
            "a report is a folder: a page, a document for print, and a file for every table.",
            "Write --output report.",
        ),
        "zh": (
            "没有指明报告写入哪个文件夹",
            "报告是一个文件夹：网页、可打印的文档，以及每张表的文件。",
            "请写 --output report。",
        ),
    },
    "nobody_reaches_start": {
        "en": (
            "Nobody is followed beyond {start}",
            "so no curve can begin there.",
            "Begin earlier (--start 12+0); `amnio study describe` shows until when pregnancies are followed.",
        ),
        "zh": (
            "{start}之后没有人继续被观察",
            "因此曲线无法从那里开始。",
            "请从更早的孕周开始（--start 12+0）；`amnio study describe` 会显示随访到何时。",
        ),
    },
    "several_tables": {
        "en": (
            "Several tables were given: {given}",
            "only files of counts can be named one after another.",
            "Put the files of one table into a folder and name that; or count each and pool the counts.",
        ),
        "zh": (
            "给出了几个表：{given}",
            "只有计数文件可以依次写出多个。",
            "请把同一个表的文件放进一个文件夹并写其名称；或分别计数后再合并。",
        ),
    },
    "not_a_study_day": {
        "en": ("{option} {given} is no gestational age", "{why}", "{instead}"),
        "zh": ("{option} {given} 不是孕周", "{why}", "{instead}"),
    },
    "study_no_duckdb": {
        "en": (
            "A study needs DuckDB, which is not installed",
            "so no table of pregnancies can be read or written.",
            'Install it with: pip install "amnio[study]"',
        ),
        "zh": ("研究需要 DuckDB，但尚未安装", "因此无法读写妊娠表。", '请安装：pip install "amnio[study]"'),
    },
    "no_such_scenario": {
        "en": (
            "There is no scenario {name}",
            "nothing was simulated.",
            "{hint} `amnio study simulate --list` names them.",
        ),
        "zh": ("没有名为 {name} 的情景", "没有进行模拟。", "{hint}`amnio study simulate --list` 可列出全部情景。"),
    },
    "simulate_needs_output": {
        "en": (
            "No file was named for the simulated population",
            "a table of many pregnancies does not belong on a screen.",
            "Write --output population.parquet (or .csv). The truth about it is written beside it.",
        ),
        "zh": (
            "没有指明模拟人群写入哪个文件",
            "大量妊娠的表格不适合显示在屏幕上。",
            "请写 --output population.parquet（或 .csv）。其真实效应会写在旁边的文件里。",
        ),
    },
    "simulate_ending": {
        "en": (
            "{path} ends neither in .parquet nor in .csv",
            "the end of the name says in which form the table is written.",
            "Write --output population.parquet or --output population.csv.",
        ),
        "zh": (
            "{path} 的结尾既不是 .parquet 也不是 .csv",
            "文件名的结尾决定表格的格式。",
            "请写 --output population.parquet 或 --output population.csv。",
        ),
    },
}

PLAIN: dict[str, dict[Language, str]] = {
    "counting": {"en": "Counting", "zh": "正在计数"},
    "simulating": {"en": "Simulating", "zh": "正在模拟"},
    "simulated": {
        "en": "{path}: {rows} pregnancies, {procedures} procedures. What the procedure truly does in them: {truth}",
        "zh": "{path}：{rows} 次妊娠，{procedures} 次穿刺。穿刺在其中的真实效应：{truth}",
    },
}
