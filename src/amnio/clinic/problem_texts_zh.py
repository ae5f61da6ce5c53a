"""The Simplified Chinese sentences of every problem; keys and slots are those of `amnio.clinic.problem_texts`."""

from amnio.clinic.problem_codes import ProblemCode as Code

_LEAVE_OUT = "如果不知道，请删去这一行：没有写表示没有查过，绝不表示“没有”。"

TEXTS: dict[Code, tuple[str, str]] = {
    Code.EMPTY: (
        "文件是空的，没有可以分析的妊娠。",
        "请先用 `amnio case new > case.toml` 写出模板，填好开头几行再试。",
    ),
    Code.TOO_LARGE: (
        "文件有 {size}，而一个病例不会超过 {limit}。其中内容均未使用。",
        "如果里面是许多例妊娠，请用 --batch 分析。",
    ),
    Code.BINARY: (
        "这不是文本，而是{kind}。",
        "请把病例写成 TOML 或 JSON 文本文件（`amnio case new` 可打印模板）。",
    ),
    Code.OTHER_ENCODING: (
        "第 {offset} 个字节（第 {line} 行）是 {byte}，不是 UTF-8；{guess}。照此读取，姓名和文字会变成乱码。",
        "请把文件另存为 UTF-8 再试。",
    ),
    Code.BROKEN_TOML: ("第 {line} 行第 {column} 列不是 TOML：{expected}。该行内容：{text}", "{hint}"),
    Code.BROKEN_JSON: ("第 {line} 行第 {column} 列不是 JSON：{expected}。该行内容：{text}", "{hint}"),
    Code.TWICE_IN_FILE: ("文件中这一项写了不止一次，其中一个会丢失。", "请保留正确的一个，删去其余。"),
    Code.NESTED_TOO_DEEP: ("表或列表的嵌套层数远远超过病例所需。", "请只写模板（`amnio case new`）中的字段。"),
    Code.UNKNOWN_FORMAT: ("病例用 TOML 或 JSON 书写。", '格式请写 "toml" 或 "json"。'),
    Code.NOT_FOUND: ("没有这个文件。", "{hint}"),
    Code.DIRECTORY: ("这是文件夹，不是文件。", "请写出其中病例文件的名称。"),
    Code.NO_PERMISSION: ("您没有读取这个文件的权限。", "请向文件所有者申请权限，或复制到您可以读取的位置。"),
    Code.UNREADABLE: ("文件无法读取：{reason}。", "请核对文件名和磁盘，再试一次。"),
    Code.NOT_A_FILE: ("这是{kind}，不从中读取内容。", "请写病例文件的名称，或用 - 表示标准输入。"),
    Code.SILENT_PIPE: ("{seconds} 秒内管道没有传来任何内容。", "请启动向管道写入的程序，或直接给出病例文件。"),
    Code.NOT_A_CASE: (
        "病例是由带名称的字段组成的表，而这里是{kind}。",
        "至少请写 procedure.kind、procedure.at、loss.outcome 和 loss.at。",
    ),
    Code.UNKNOWN_KEY: ("没有这个名称的字段，所写内容会丢失。", "{hint}"),
    Code.MISPLACED_KEY: ("这个字段属于另一个表。", "请写作 {right}。"),
    Code.OTHER_NAME: ("这个字段用的是另一个名称。", "请写 {right}。"),
    Code.OTHER_UNIT: ("这个字段是 {right}，单位为 {unit}；直接采用原数会出错。", "{conversion}"),
    Code.GIVEN_TWICE: ("这个字段写了两次，一次在表里，一次用带点的名称。", "请保留其中一个。"),
    Code.TOO_MANY_KEYS: (
        "其中有 {count} 个名称不是病例的字段，这里只列出前 {shown} 个。",
        "请核对这个文件里是否只有一个病例。",
    ),
    Code.REQUIRED: ("没有这一项就无法回答。", "请写 {path} = {example}。"),
    Code.NOT_A_TABLE: ("这里是一个含有若干字段的表，不是单个值。", "请写其中的字段，例如 {example}。"),
    Code.NOT_A_LIST: ("这里是一个列表。", "请写作 {example}。"),
    Code.TOO_MANY: ("列表有 {count} 项，最多 {limit} 项。", "请保留重要的内容。"),
    Code.NOT_ALLOWED: ("这不是此处可以读取的值。", "{hint}可用的值：{allowed}。"),
    Code.ONE_VALUE_ONLY: ("这里只能写一个值，写几个会互相矛盾。", "请写查到的那一个，其余写入 other_facts。"),
    Code.NOT_KNOWN_WORD: ("这个写法的意思是不知道。", _LEAVE_OUT),
    Code.NOT_PRESENCE: ("一项表现要么有，要么查过而没有。", "请写 {hint}。如果没有查过，请删去这一行。"),
    Code.NOT_TRUE_OR_FALSE: ("这里只能写 true（是）或 false（否）。", "请写 true 或 false，不加引号。"),
    Code.NOT_TEXT: ("这一项要写文字。", "请加引号。"),
    Code.UNPRINTABLE: ("其中含有不可见字符 {character}，可能改变报告的显示。", "请删去该字符。"),
    Code.TEXT_TOO_LONG: ("有 {length} 个字符，最多 {limit} 个。", "请缩短。"),
    Code.NOT_A_NUMBER: ("这不是数。", "请只写数，单位为 {unit}。" + _LEAVE_OUT),
    Code.DECIMAL_COMMA: ("因为有逗号，不清楚是哪个数。", "请写 {right}。"),
    Code.NUMBER_WITH_UNIT: ("数和其他符号写在了一起。", "请只写数，按 {unit} 读取。"),
    Code.NOT_WHOLE: ("这一项按整数计。", "请写整数（{unit}）。"),
    Code.OUT_OF_RANGE: ("不在 {low} 至 {high} {unit} 之间：{reason}。", "请核对数值和单位。"),
    Code.SENTINEL: ("这里不可能是真实值（{reason}）；{value} 常用作“不知道”的代码。", _LEAVE_OUT),
    Code.DOUBTFUL_SENTINEL: (
        "{value} 在这里多半是“不知道”的代码，而不是真实值。",
        _LEAVE_OUT + "如果确是真实值，请写最接近的另一个数。",
    ),
    Code.FAHRENHEIT: ("活着的人不会有这样的摄氏体温，看起来是华氏度。", "如果是，请写 {path} = {right}。"),
    Code.FAHRENHEIT_OR_SENTINEL: (
        "活着的人不会有这样的摄氏体温，可能是华氏度，也可能是“不知道”的代码。",
        "如果是华氏度，请写 {path} = {right}。" + _LEAVE_OUT,
    ),
    Code.HEIGHT_AS_BMI: (
        "看起来是以 {unit} 计的身高，而这里是体重指数（kg/m2）。",
        "请写体重（kg）除以身高（m）的平方。",
    ),
    Code.WEIGHT_AS_BMI: (
        "可能是以 kg 计的体重，而这里是体重指数（kg/m2）（{reason}）。",
        "请写体重（kg）除以身高（m）的平方。",
    ),
    Code.WHITE_COUNT_PER_MICROLITRE: (
        "看起来是每微升的细胞数，而这里以 10^9/L 计。",
        "如果是，请写 {path} = {right}。",
    ),
    Code.LACTATE_IN_MG_DL: ("看起来以 mg/dL 计，而这里以 mmol/L 计。", "如果是，请写 {path} = {right}。"),
    Code.NOT_A_DATE: ("这不是可以读取的日期。", "请写年-月-日，例如 {example}。"),
    Code.DATE_WITH_TIME: ("日期旁边还有时刻。", "请只写日期：{right}。"),
    Code.DATE_OUT_OF_RANGE: (
        "可以分析的妊娠不会在这一天（可读取 {low} 至 {high}）。",
        "请核对年份。如果不知道日期，请删去这一行。",
    ),
    Code.NOT_A_RISK: ("风险要写成几分之一。", "请写 {right}（也可写概率，例如 0.004）。"),
    Code.RISK_WITHOUT_ONE: ("概率不会大于 1，单独这个数可能是指 {value} 分之一。", "如果是，请写 {path} = {right}。"),
    Code.RISK_OUT_OF_RANGE: ("筛查得出的风险在 {low} 与 {high} 之间。", "请核对这个数。"),
    Code.GESTATION_FORM: ("孕周写成周+天，这种写法可能被误读。", "请写 {right}。"),
    Code.GESTATION_DECIMAL: ("小数点使天数不清楚：可能是周和天，也可能是不足一周的小数。", "请写 {right}。"),
    Code.GESTATION_DAYS_OVER_SIX: (
        "一周七天，加号后面的天数只能是 0 至 6。",
        "顺延下去是 {right}；请核对是哪一天。",
    ),
    Code.GESTATION_WEEKS_ONLY: ("缺少天数，单独一个数可能是周，也可能是天。", "请写 {right}，加号后面写 0 至 6 天。"),
    Code.GESTATION_DAYS_ONLY: ("孕周写成周+天，而这个数看起来是天数。", "如果是，请写 {right}。"),
    Code.GESTATION_NEGATIVE: ("孕周不会小于 0+0。", '请写周+天，例如 "16+3"。'),
    Code.GESTATION_AFTER_BIRTH: (
        "妊娠不会超过 42+6。",
        "请核对周数；孕周从末次月经算起，不是离出生的时间。",
    ),
    Code.GESTATION_SENTINEL: ("没有这样的孕周；{value} 常用作“不知道”的代码。", _LEAVE_OUT),
    Code.DATES_CONTRADICT_GESTATIONS: (
        "{first} 与 {second} 不相符：按前者，{day} 应为 {expected}，而不是 {given}。",
        "请更正有误的日期或孕周。",
    ),
    Code.DATE_GIVES_NO_GESTATION: (
        "从 {anchor} 推算，这一天是妊娠开始后第 {days} 天，不在 0+0 至 42+6 之内。",
        "请更正有误的日期或孕周。",
    ),
    Code.LOSS_BEFORE_PROCEDURE: (
        "妊娠在穿刺（{procedure}）之前已经结束（{loss}），穿刺不可能是其中一环。",
        '请更正其中一个；如果没有做穿刺，请写 procedure.kind = "none"。',
    ),
    Code.PROCEDURE_WITHOUT_GESTATION: (
        "分析取决于穿刺时的孕周。",
        '请写 {path} = "16+3"，或写 procedure.on 和 pregnancy.dating。',
    ),
    Code.LOSS_WITHOUT_GESTATION: (
        "分析取决于妊娠丢失时的孕周。",
        '请写 {path} = "18+2"，或写 loss.on 加 pregnancy.dating（或加 procedure.at 和 procedure.on）。',
    ),
    Code.AMNIOCENTESIS_OUTSIDE_CLOCK: (
        "只回答 {low} 至 {high} 之间的羊膜腔穿刺，其外没有证据。",
        "请核对孕周和 procedure.kind。",
    ),
    Code.LOSS_OUTSIDE_CLOCK: ("只回答 {low} 至 {high} 之间的妊娠丢失，其外没有证据。", "请核对孕周。"),
    Code.FEVER_ABSENT_BUT_HOT: (
        "写明没有发热，但 signs.temperature_c 为 {temperature}，达到 {threshold} 即为发热。",
        '请写 signs.fever = "present"，或更正体温；如果只在使用米索前列醇期间发热，请写 '
        'signs.fever_during_induction = "present"。',
    ),
    Code.NO_PROCEDURE_BUT_DETAIL: (
        'procedure.kind 为 "none"，而这一项只有做了穿刺才会有。',
        '如果做了穿刺，请写 procedure.kind = "amniocentesis"；否则请删去这一行。',
    ),
    Code.PRESENTATION_CONTRADICTS_OUTCOME: (
        "临产前死亡与结局 {outcome} 矛盾。",
        "请更正 loss.presentation 或 loss.outcome。",
    ),
    Code.MACERATED_BUT_ALIVE_AT_ONSET: (
        "严重浸软说明胎儿数日前已死亡，临产时不会存活。",
        "请更正 examination.severe_maceration 或 loss.presentation。",
    ),
    Code.BLEEDING_NOW_BUT_NOT_HEAVY: (
        "现在大量出血，与 signs.bleeding = {bleeding}（最重的一次出血）矛盾。",
        '请写 signs.bleeding = "heavy"，或 signs.heavy_bleeding_now = "absent"。',
    ),
    Code.DISEASE_NAMED_BUT_ABSENT: (
        "写了疾病名称，而 pregnancy.maternal_disease 说没有。",
        '请写 pregnancy.maternal_disease = "present"，或删去名称。',
    ),
    Code.ORGANISM_WITHOUT_GROWTH: (
        "写了病原体，而所记录的检查没有一项为阳性。",
        '请把查出它的检查写作 "positive"，或删去病原体。',
    ),
    Code.NOTHING_PLANNED: (
        '计划里要写明做哪一种操作；"none" 等于没有计划。',
        '请写 plan.kind = "amniocentesis"，或删去 plan 表。',
    ),
    Code.MORE_FAILED_THAN_DONE: (
        "共进针 {all} 次，不可能失败 {failed} 次。",
        "请更正 plan.failed_insertions 或 plan.insertions。",
    ),
    Code.LOAD_WITHOUT_INFECTION: (
        "检测结果为未感染，不应再有这一项。",
        "请删去这一项，或更正检测结果。",
    ),
    Code.DOSE_WITHOUT_DRUG: (
        "既然没有使用肝素，就不应有末次用药时间。",
        "请删去这一项，或更正 plan.heparin_kind。",
    ),
    Code.ASKED_BEFORE_IT_HAPPENED: (
        "询问日期（{asked}）早于事件本身（{event}），无法据此计算天数。",
        "请更正写错的日期。",
    ),
    Code.ITEM_ABOVE_TOTAL: (
        "单项得分（{item}）不可能高于总分（{total}）。",
        "请核对量表，总分应为各项之和。",
    ),
    Code.FETUS_OUTCOMES_MISSING: (
        "共有 {fetuses} 个胎儿，缺少{missing}的结局；每个胎儿各有其结局。",
        "请在 loss.fetuses 中为每个胎儿写一项，并写明结局。",
    ),
    Code.FETUS_COUNT_MISMATCH: ("loss.fetuses 有 {listed} 项，而 pregnancy.fetuses 为 {fetuses}。", "请使两者一致。"),
    Code.NO_FETUS_LOST: ("结局是妊娠丢失，却没有一个胎儿记录为丢失。", "请更正 loss.outcome 或各胎儿的结局。"),
    Code.FETUS_LOST_BUT_OUTCOME_OTHER: (
        "有一个胎儿记录为丢失，而 loss.outcome 为 {outcome}。",
        '要分析这次丢失，请写 loss.outcome = "loss"。',
    ),
    Code.LOSS_AT_NO_FETUS: ("没有胎儿在这个孕周丢失。", "请把 loss.at 写成某个胎儿丢失时的孕周。"),
    Code.NOT_A_LOSS: ("{ended}。", '这里只分析自然发生的妊娠丢失。如果确是，请写 loss.outcome = "loss"。'),
    Code.OTHER_PROCEDURE: (
        "这里只分析羊膜腔穿刺：{reason}。用羊膜腔穿刺的研究来回答会误导。",
        '如果做的是羊膜腔穿刺，请写 procedure.kind = "amniocentesis"。',
    ),
    Code.CHECK_AFTER_THE_END: (
        "妊娠已经结束，没有需要核对的操作。",
        "妊娠丢失之后请用 `amnio review` 或 `amnio care`。",
    ),
    Code.CHECK_OF_ANOTHER_PROCEDURE: (
        "只收录了羊膜腔穿刺和绒毛活检的规则。",
        '如果计划做羊膜腔穿刺，请写 plan.kind = "amniocentesis"。',
    ),
    Code.NOTHING_TO_CARE_AFTER: (
        "既没有记录操作，也没有记录丢失，还没有需要照护的事。",
        '穿刺之后请写 [procedure]，其中 kind = "amniocentesis" 并写日期；丢失之后请写 [loss]，其中 outcome = "loss"。'
        "穿刺之前请用 `amnio check`。",
    ),
    Code.CARE_AFTER_ANOTHER_END: (
        "{ended}。这里的照护计划只为穿刺后继续妊娠者和妊娠丢失者而写，用在这里措辞不合适。",
        '如果妊娠仍在继续，请删去 [loss]；如果已经丢失，请写 loss.outcome = "loss"。',
    ),
    Code.CARE_AFTER_ANOTHER_PROCEDURE: (
        "继续妊娠者的照护计划依据羊膜腔穿刺后的资料，而这里做的是另一种操作。",
        '如果做的是羊膜腔穿刺，请写 procedure.kind = "amniocentesis"。',
    ),
    Code.DEAD_BEFORE_PROCEDURE: (
        "胎儿在穿刺之前已经死亡，穿刺不可能是其中一环，作为依据的研究也不包括这种妊娠。",
        '如果当时胎儿存活，请写 procedure.fetus_alive_before = "present"；如果没有查过，请删去这一行。',
    ),
    Code.MORE_THAN_TWINS: ("共有 {value} 个胎儿，双胎以上的羊膜腔穿刺没有证据。", "请核对这个数。"),
    Code.LOSS_NOT_THE_FIRST: (
        "此前已有一个胎儿在 {first} 丢失；分析的是穿刺后的第一次丢失。",
        '请写 {path} = "{first}"。',
    ),
    Code.COUNSEL_AFTER_LOSS: (
        "这次妊娠已经丢失，而这里回答的是继续中的妊娠。",
        "丢失的原因请用 `amnio review`，现在怎么做请用 `amnio care`。",
    ),
    Code.COUNSEL_AFTER_END: ("这次妊娠已不再继续，没有穿刺前的问题可以回答。", "如果妊娠仍在继续，请删去 loss 表。"),
    Code.COUNSEL_AFTER_PROCEDURE: (
        "穿刺已经做过，而这里回答的是穿刺之前。",
        "穿刺之后的日子请用 `amnio care`。如果还要再做一次，请删去 procedure 表，写 plan。",
    ),
    Code.COUNSEL_OTHER_PROCEDURE: (
        "这里回答的是计划中的羊膜腔穿刺；绒毛穿刺作为一种选择列在其中。",
        '请写 plan.kind = "amniocentesis"，或删去这一行。',
    ),
    Code.COUNSEL_NO_HEARTBEAT: (
        "没有看到心跳，这里的两个数字都不成立。",
        "这样的谈话应由人来做，不由程序来做。如果还没有查过，请删去这一行。",
    ),
    Code.PLAN_WITHOUT_GESTATION: (
        "两个数字都取决于穿刺当天的孕周。",
        '请写 {path} = "16+3"，或写 plan.on 和 pregnancy.dating。',
    ),
    Code.PLAN_OUTSIDE_CLOCK: ("只回答 {low} 至 {high} 之间计划的羊膜腔穿刺，其外没有证据。", "请核对孕周。"),
    Code.TALK_OUTSIDE_CLOCK: (
        "谈话在穿刺之前，且不早于 10+0：此处为 {low} 至 {high}。",
        "请核对 --now；如果谈话就在穿刺当天，请不写。",
    ),
}
