"""What is said about the table of a study, its records, and the engine that reads it."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
    "study_no_table": {
        "en": (
            "{path} cannot be read",
            "{reason}.",
            "Check the name, and the permission.",
        ),
        "zh": (
            "无法读取 {path}",
            "{reason}。",
            "请检查名称和权限。",
        ),
    },
    "study_memory_limit": {
        "en": (
            "{value} is no limit of memory",
            "a limit is a number with its unit.",
            "For example: --memory 1500MB",
        ),
        "zh": (
            "{value} 不是内存上限",
            "上限应是带单位的数字。",
            "例如：--memory 1500MB",
        ),
    },
    "study_work_folder": {
        "en": (
            "{path} cannot be the folder for what is done",
            "{reason}. Nothing was counted.",
            "Name a folder of its own: --work counting",
        ),
        "zh": (
            "{path} 不能用作存放进度的文件夹",
            "{reason}。没有作任何计数。",
            "请指定一个专用文件夹：--work counting",
        ),
    },
    "study_table_format": {
        "en": (
            "{path} is neither Parquet nor CSV, or both",
            "a table is a .parquet or .csv file, or a folder with files of one of the two.",
            "Name one of them, or put the others elsewhere.",
        ),
        "zh": (
            "{path} 既不是 Parquet 也不是 CSV，或两者都有",
            "表应是一个 .parquet 或 .csv 文件，或只含其中一种的文件夹。",
            "请指定其中之一，或把其他文件移开。",
        ),
    },
    "study_table_unreadable": {
        "en": (
            "{path} cannot be read whole",
            "{reason}. Nothing was counted: a part is never shown as the whole.",
            "Copy or export it again; a file that was cut off ends in the middle of a row.",
        ),
        "zh": (
            "{path} 无法完整读取",
            "{reason}。没有作任何计数：部分结果不会当作全部显示。",
            "请重新复制或导出；被截断的文件会停在一行的中间。",
        ),
    },
    "study_table_empty": {
        "en": (
            "The table {path} holds no row",
            "so there is nothing to count.",
            "Check that it is the right file.",
        ),
        "zh": (
            "表 {path} 里没有任何一行",
            "没有可计数的内容。",
            "请确认文件是否正确。",
        ),
    },
    "study_bad_records": {
        "en": (
            "{n} of {rows} records cannot be true",
            "nothing was counted, and nothing is ever repaired.",
            "`amnio study check-data DATA` names them. Correct them, or leave a kind out by its name: --leave-out NAME",
        ),
        "zh": (
            "{rows} 条记录中有 {n} 条不可能成立",
            "没有作任何计数；程序不会自行修补。",
            "`amnio study check-data DATA` 可列出。请更正，或按名称剔除某一类：--leave-out 名称",
        ),
    },
    "study_repeated": {
        "en": (
            "{n} pregnancies have more than one row",
            "each would be counted several times.",
            "`amnio study check-data DATA` names some. Correct them, or leave all their rows out: --leave-out {rule}",
        ),
        "zh": (
            "{n} 次妊娠有不止一行",
            "会被重复计数。",
            "`amnio study check-data DATA` 可列出一部分。请更正，或剔除这些妊娠的所有行：--leave-out {rule}",
        ),
    },
    "study_alarm": {
        "en": (
            "{what}: {n} of {of}",
            "such a table has misled published studies; nothing was counted.",
            "`amnio study check-data DATA` says what is behind it. If it is right all the same, give the reason in the "
            'mapping file: [accept] {alarm} = "..."',
        ),
        "zh": (
            "{what}：{n}/{of}",
            "这样的表曾使已发表的研究出错；没有作任何计数。",
            '`amnio study check-data DATA` 说明其中缘由。如果确实无误，请在映射文件里写明理由：[accept] {alarm} = "……"',
        ),
    },
    "study_nobody_counted": {
        "en": (
            "Of {rows} pregnancies nobody is left to count",
            "the definition asks about none of them.",
            "Check its weeks and its conditions.",
        ),
        "zh": (
            "{rows} 次妊娠中没有一次可以计入",
            "定义没有问到其中任何一次。",
            "请检查定义里的孕周和条件。",
        ),
    },
    "study_no_engine": {
        "en": (
            "{engine} is not installed",
            "so the table cannot be read.",
            'Install it with: pip install "{install}"',
        ),
        "zh": (
            "尚未安装 {engine}",
            "因此无法读取该表。",
            '请安装：pip install "{install}"',
        ),
    },
    "study_cluster_unreachable": {
        "en": (
            "Spark at {master} cannot be reached",
            "{reason}. Nothing was counted.",
            "Check the address and that the cluster runs; docs/how-to/run-on-spark.md goes step by step.",
        ),
        "zh": (
            "无法连接位于 {master} 的 Spark",
            "{reason}。没有作任何计数。",
            "请检查地址以及集群是否在运行；docs/how-to/run-on-spark.md 有逐步说明。",
        ),
    },
    "study_database_unreachable": {
        "en": (
            "The database {place} cannot be reached",
            "{reason}. Nothing was counted.",
            "Check the address; user and password belong into ~/.pgpass or the environment (PGUSER, PGPASSWORD).",
        ),
        "zh": (
            "无法连接数据库 {place}",
            "{reason}。没有作任何计数。",
            "请检查地址；用户名和密码应写在 ~/.pgpass 或环境变量（PGUSER、PGPASSWORD）里。",
        ),
    },
    "study_out_of_space": {
        "en": (
            "There is not enough memory or disk",
            "{reason}. Nothing was counted, and nothing was written.",
            "Make room, allow more with --memory, or count file by file with --work.",
        ),
        "zh": (
            "内存或磁盘不足",
            "{reason}。没有作任何计数，也没有写入任何文件。",
            "请腾出空间，用 --memory 放宽上限，或用 --work 逐个文件计数。",
        ),
    },
}
