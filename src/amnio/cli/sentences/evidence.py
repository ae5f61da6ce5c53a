"""What the `amnio evidence` commands say about parameters, studies and folders of evidence."""

from amnio.cli.sentences.languages import Language, Saying

USAGE: dict[str, dict[Language, Saying]] = {
    "no_such_parameter": {
        "en": ("There is no parameter {name}", "nothing is shown.", "{hint} `amnio evidence list` names them all."),
        "zh": ("没有名为 {name} 的参数", "没有可显示的内容。", "{hint}`amnio evidence list` 列出全部参数。"),
    },
    "no_such_study": {
        "en": ("There is no study {name}", "nothing was done.", "{hint} `amnio evidence studies` names them all."),
        "zh": ("没有名为 {name} 的研究", "没有进行任何操作。", "{hint}`amnio evidence studies` 列出全部研究。"),
    },
    "no_such_study_topic": {
        "en": ("There is no topic {name}", "no study is shown.", "Topics of studies are {names}."),
        "zh": ("没有名为 {name} 的主题", "没有可显示的研究。", "研究的主题有：{names}。"),
    },
    "no_evidence": {
        "en": (
            "{path} holds no evidence",
            "evidence is a folder with parameters/ and studies/.",
            "Make one from the packaged evidence: amnio evidence copy {path}",
        ),
        "zh": (
            "{path} 里没有证据",
            "证据是一个含有 parameters/ 和 studies/ 的文件夹。",
            "可由自带证据复制一份：amnio evidence copy {path}",
        ),
    },
    "no_study_folder": {
        "en": (
            "{path} is not the folder of a study",
            "a study is a folder with study.toml, and arms.csv for its counts.",
            "Name that folder; its name is the key of the study.",
        ),
        "zh": (
            "{path} 不是研究文件夹",
            "一项研究是一个文件夹，内有 study.toml，计数写在 arms.csv。",
            "请写出该文件夹；文件夹名即研究的代号。",
        ),
    },
    "folder_unreadable": {
        "en": (
            "{path} cannot be used",
            "{reason}. Nothing was changed.",
            "Check the name and the permission, and try again.",
        ),
        "zh": ("无法使用 {path}", "{reason}。没有改动任何文件。", "请检查名称和权限后再试。"),
    },
    "folder_taken": {
        "en": (
            "{path} is there already and is not empty",
            "a copy would mix with what it holds.",
            "Name a folder that is not there yet.",
        ),
        "zh": ("{path} 已经存在且不是空的", "复制会与其中的内容混在一起。", "请换一个尚不存在的文件夹名。"),
    },
    "cannot_leave_out": {
        "en": (
            "{study} cannot be left out",
            "without it these numbers cannot be made: {names}.",
            "Keep it; or copy the evidence (amnio evidence copy DIR), give these numbers another source there, and use "
            "--evidence DIR.",
        ),
        "zh": (
            "不能剔除 {study}",
            "没有它就无法得出这些数字：{names}。",
            "请保留它；或复制一份证据（amnio evidence copy DIR），在其中为这些数字另写来源，再用 --evidence DIR。",
        ),
    },
}

PLAIN: dict[str, dict[Language, str]] = {
    "evidence_wrong": {"en": "This evidence cannot be used", "zh": "这份证据不能使用"},
    "evidence_correct": {
        "en": "Correct it; `amnio evidence check {folder}` names everything that is wrong.",
        "zh": "请更正；`amnio evidence check {folder}` 会列出全部问题。",
    },
    "study_refused": {"en": "Not added, and nothing was changed: {study}", "zh": "未加入，也未作任何改动：{study}"},
    "evidence_copied": {
        "en": "Written: {path}. Edit it, then: amnio evidence check {path}; amnio evidence diff {path}",
        "zh": "已写入：{path}。修改之后：amnio evidence check {path}；amnio evidence diff {path}",
    },
    "site_written": {
        "en": "{number} files written. Open {path} in a browser.",
        "zh": "已写入 {number} 个文件。请在浏览器中打开 {path}。",
    },
    "site_writing": {"en": "Writing the site", "zh": "正在写入网站"},
}
