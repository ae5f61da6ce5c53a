"""Short phrases that fill the slots of a problem's sentences, in English and Simplified Chinese."""

from collections.abc import Mapping
from enum import StrEnum


class Phrase(StrEnum):
    """A phrase by its key. Slots in braces are filled like those of a sentence."""

    EITHER = "either"
    ABOVE = "above"
    WEEKS_AND_DAYS = "weeks_and_days"
    YES_OR_NO = "yes_or_no"
    # units
    YEARS = "years"
    FETUSES = "fetuses"
    CIGARETTES = "cigarettes"
    LOSSES = "losses"
    PASSES = "passes"
    GAUGE = "gauge"
    PROCEDURES_PER_YEAR = "procedures_per_year"
    CELSIUS = "celsius"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    SIGNATURES = "signatures"
    PADS = "pads"
    POINTS = "points"
    # why a number cannot be real
    REASON_AGE = "reason_age"
    REASON_COUNT = "reason_count"
    REASON_LIVED = "reason_lived"
    REASON_GAUGE = "reason_gauge"
    REASON_VOLUME = "reason_volume"
    REASON_HOURS = "reason_hours"
    REASON_HOURS_SINCE = "reason_hours_since"
    REASON_WHITE_COUNT = "reason_white_count"
    REASON_WORDS = "reason_words"
    REASON_RISK = "reason_risk"
    # hints
    DID_YOU_MEAN = "did_you_mean"
    DID_YOU_MEAN_VALUE = "did_you_mean_value"
    SEE_TEMPLATE = "see_template"
    CONVERTED = "converted"
    CONVERSION = "conversion"
    FETUS_NUMBER = "fetus_number"
    FROM_TO = "from_to"
    ONE_OF = "one_of"
    # files
    KIND_ZIP = "kind_zip"
    KIND_PDF = "kind_pdf"
    KIND_PICTURE = "kind_picture"
    KIND_COMPRESSED = "kind_compressed"
    KIND_DATABASE = "kind_database"
    KIND_OLD_OFFICE = "kind_old_office"
    KIND_OTHER = "kind_other"
    GUESS_UTF_16 = "guess_utf_16"
    GUESS_UTF_32 = "guess_utf_32"
    GUESS_GBK = "guess_gbk"
    GUESS_LATIN = "guess_latin"
    NODE_CHARACTER = "node_character"
    NODE_BLOCK = "node_block"
    NODE_SOCKET = "node_socket"
    NODE_OTHER = "node_other"
    MEANT_FILE = "meant_file"
    CHECK_NAME = "check_name"
    # what a broken file lacks
    LACKS_EQUALS = "lacks_equals"
    LACKS_END_OF_TEXT = "lacks_end_of_text"
    LACKS_END_OF_LIST = "lacks_end_of_list"
    LACKS_END_OF_TABLE = "lacks_end_of_table"
    LACKS_VALUE = "lacks_value"
    LACKS_NEW_LINE = "lacks_new_line"
    LACKS_KEY = "lacks_key"
    LACKS_COMMA = "lacks_comma"
    LACKS_COLON = "lacks_colon"
    TOO_MUCH = "too_much"
    STRAY_CHARACTER = "stray_character"
    LONG_NUMBER = "long_number"
    OTHER_FAULT = "other_fault"
    HINT_QUOTE = "hint_quote"
    HINT_EQUALS = "hint_equals"
    HINT_JSON = "hint_json"
    HINT_DECIMAL_POINT = "hint_decimal_point"
    HINT_STRAIGHT_QUOTES = "hint_straight_quotes"
    HINT_LOWER_CASE = "hint_lower_case"
    HINT_DOUBLE_QUOTES = "hint_double_quotes"
    HINT_TRAILING_COMMA = "hint_trailing_comma"
    HINT_LEAVE_OUT = "hint_leave_out"
    HINT_COMPARE = "hint_compare"
    # mapping kinds
    KIND_LIST = "kind_list"
    KIND_NUMBER = "kind_number"
    KIND_TEXT = "kind_text"
    KIND_NOTHING = "kind_nothing"
    # review
    ENDED_LIVE_BIRTH = "ended_live_birth"
    ENDED_ONGOING = "ended_ongoing"
    ENDED_TERMINATION = "ended_termination"
    ENDED_UNKNOWN = "ended_unknown"
    CARE_LIVE_BIRTH = "care_live_birth"
    CARE_TERMINATION = "care_termination"
    CARE_UNKNOWN_END = "care_unknown_end"
    OTHER_CVS = "other_cvs"
    OTHER_CORDOCENTESIS = "other_cordocentesis"
    OTHER_DRAINAGE = "other_drainage"


class Said:
    """A phrase with its slots filled, still in no language."""

    __slots__ = ("phrase", "slots")

    def __init__(self, phrase: Phrase, /, **slots: "Slot") -> None:
        self.phrase = phrase
        self.slots: Mapping[str, Slot] = slots

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and (self.phrase, self.slots) == (other.phrase, other.slots)

    def __hash__(self) -> int:
        return hash((self.phrase, tuple(self.slots.items())))

    def __repr__(self) -> str:
        return f"Said({self.phrase!s}, {dict(self.slots)!r})"


Slot = str | Said

PHRASES: dict[Phrase, tuple[str, str]] = {
    Phrase.EITHER: ("{first} or {second}, whichever is right", "{first} 或 {second}（以正确者为准）"),
    Phrase.ABOVE: ("it is above {limit}", "大于 {limit}"),
    Phrase.WEEKS_AND_DAYS: ('weeks+days, such as "16+3"', '周+天，例如 "16+3"'),
    Phrase.YES_OR_NO: ('"present" or "absent"', '"present"（有）或 "absent"（查过，没有）'),
    Phrase.YEARS: ("years", "岁"),
    Phrase.FETUSES: ("fetuses", "个胎儿"),
    Phrase.CIGARETTES: ("cigarettes a day", "支/日"),
    Phrase.LOSSES: ("earlier losses", "次（既往丢失）"),
    Phrase.PASSES: ("needle passes", "次进针"),
    Phrase.GAUGE: ("gauge (G)", "G（针的规格）"),
    Phrase.PROCEDURES_PER_YEAR: ("procedures a year", "例/年"),
    Phrase.CELSIUS: ("degrees Celsius", "℃"),
    Phrase.HOURS: ("hours", "小时"),
    Phrase.DAYS: ("days", "天"),
    Phrase.WEEKS: ("weeks", "周"),
    Phrase.SIGNATURES: ("signatures", "人签名"),
    Phrase.PADS: ("pads an hour", "片/小时"),
    Phrase.POINTS: ("points", "分"),
    Phrase.REASON_AGE: ("no pregnant woman has this age", "孕妇不会是这个年龄"),
    Phrase.REASON_COUNT: ("nobody counts that many or that few", "不会有这样的次数"),
    Phrase.REASON_LIVED: ("nobody lives with this value", "人体不会有这样的数值"),
    Phrase.REASON_GAUGE: ("no needle for this procedure has this gauge", "这种穿刺不用这个规格的针"),
    Phrase.REASON_VOLUME: ("a sample for diagnosis is never this large or this small", "诊断性取样不会是这个量"),
    Phrase.REASON_HOURS: ("no pregnancy lasts that long after the procedure", "穿刺后妊娠不会持续这么久"),
    Phrase.REASON_HOURS_SINCE: ("that long ago it no longer belongs to this question", "时间过久，与本次问题无关"),
    Phrase.REASON_WHITE_COUNT: (
        "such a count is never explained by an infection alone",
        "单纯感染不能解释这样的计数",
    ),
    Phrase.REASON_WORDS: ("this field holds words", "这一项要写文字"),
    Phrase.REASON_RISK: ("a probability lies between 0 and 1", "概率在 0 与 1 之间"),
    Phrase.DID_YOU_MEAN: ("Did you mean {name}?", "是否想写 {name}？"),
    Phrase.DID_YOU_MEAN_VALUE: ("Did you mean {name}? ", "是否想写 {name}？"),
    Phrase.SEE_TEMPLATE: (
        "`amnio case new` lists every field; what fits none of them goes into other_facts.",
        "`amnio case new` 列出全部字段；放不进任何字段的内容写入 other_facts。",
    ),
    Phrase.CONVERTED: (
        "Convert it ({formula}) and write {path} = {right}.",
        "请换算（{formula}）后写 {path} = {right}。",
    ),
    Phrase.CONVERSION: ("Convert it ({formula}) and write {path}.", "请换算（{formula}）后写入 {path}。"),
    Phrase.FETUS_NUMBER: ("fetus {number}", "胎儿{number}"),
    Phrase.ONE_OF: ("one of {names}, whichever is meant", "{names} 之一（以所指者为准）"),
    Phrase.FROM_TO: ("{first} to {last}", "{first}至{last}"),
    Phrase.KIND_ZIP: (
        "a zip archive (a spreadsheet or a word-processor file is one too)",
        "压缩包（电子表格和文字处理文件也属此类）",
    ),
    Phrase.KIND_PDF: ("a PDF", "PDF 文件"),
    Phrase.KIND_PICTURE: ("a picture", "图片"),
    Phrase.KIND_COMPRESSED: ("a compressed file", "压缩文件"),
    Phrase.KIND_DATABASE: ("a database or a table file", "数据库或数据表文件"),
    Phrase.KIND_OLD_OFFICE: ("an old spreadsheet or word-processor file", "旧版电子表格或文字处理文件"),
    Phrase.KIND_OTHER: ("a binary file (it holds zero bytes)", "二进制文件（含有零字节）"),
    Phrase.GUESS_UTF_16: (
        "it looks like UTF-16, which some Windows programs write",
        "看起来是 UTF-16（某些 Windows 程序的格式）",
    ),
    Phrase.GUESS_UTF_32: ("it looks like UTF-32", "看起来是 UTF-32"),
    Phrase.GUESS_GBK: ("it looks like GBK or GB18030", "看起来是 GBK 或 GB18030"),
    Phrase.GUESS_LATIN: ("it looks like Windows-1252 or Latin-1", "看起来是 Windows-1252 或 Latin-1"),
    Phrase.NODE_CHARACTER: ("a device or a terminal", "设备或终端"),
    Phrase.NODE_BLOCK: ("a disk", "磁盘"),
    Phrase.NODE_SOCKET: ("a socket", "套接字"),
    Phrase.NODE_OTHER: ("not a file", "并非文件"),
    Phrase.MEANT_FILE: ("Did you mean {name}?", "是否指 {name}？"),
    Phrase.CHECK_NAME: ("Check the name and the folder.", "请核对文件名和所在文件夹。"),
    Phrase.LACKS_EQUALS: ("after a name there must be an equals sign", "名称之后要有等号"),
    Phrase.LACKS_END_OF_TEXT: ("a quotation mark is opened and never closed", "引号没有成对"),
    Phrase.LACKS_END_OF_LIST: ("a list or table is opened and never closed", "列表或表没有结束"),
    Phrase.LACKS_END_OF_TABLE: ("the name of a table must end with ]", "表名要以 ] 结束"),
    Phrase.LACKS_VALUE: ("there is no value that can be read", "这里没有可以读取的值"),
    Phrase.LACKS_NEW_LINE: ("the line should have ended here", "这一行到此应当结束"),
    Phrase.LACKS_KEY: ("there is no name that can be read", "这里没有可以读取的名称"),
    Phrase.LACKS_COMMA: ("a comma or a closing bracket is missing", "缺少逗号或右括号"),
    Phrase.LACKS_COLON: ("after a name there must be a colon", "名称之后要有冒号"),
    Phrase.TOO_MUCH: ("more follows after the end of the case", "病例结束之后还有内容"),
    Phrase.STRAY_CHARACTER: ("a character stands here that is not allowed", "这里有不允许的字符"),
    Phrase.LONG_NUMBER: ("a number has thousands of digits", "有一个数长达几千位"),
    Phrase.OTHER_FAULT: ("{message}", "{message}"),
    Phrase.HINT_QUOTE: (
        "Put words, gestational ages and risks into quotation marks: {right}.",
        "文字、孕周和风险要加引号：{right}。",
    ),
    Phrase.HINT_EQUALS: ("Write name = value.", "请写成：名称 = 值。"),
    Phrase.HINT_JSON: (
        "It looks like JSON: say so, or name the file .json.",
        "这看起来是 JSON：请注明格式，或把文件命名为 .json。",
    ),
    Phrase.HINT_DECIMAL_POINT: ("Write the decimal point as a point: {right}.", "小数点请写作点号：{right}。"),
    Phrase.HINT_STRAIGHT_QUOTES: (
        'Use straight quotation marks: " and not those of a word processor.',
        '请使用英文直引号 "，不要用中文引号或弯引号。',
    ),
    Phrase.HINT_LOWER_CASE: ("Write {right} in small letters.", "请用小写：{right}。"),
    Phrase.HINT_DOUBLE_QUOTES: (
        'Put every name and every word into double quotation marks (").',
        '每个名称和文字都要加英文双引号（"）。',
    ),
    Phrase.HINT_TRAILING_COMMA: ("Delete the comma before the closing bracket.", "请删去右括号前的逗号。"),
    Phrase.HINT_LEAVE_OUT: (
        "If it is not known, leave the line out, or write null in JSON.",
        "如果不知道，请删去这一行；在 JSON 中也可写 null。",
    ),
    Phrase.HINT_COMPARE: (
        "Compare the line with the template (`amnio case new`).",
        "请与模板（`amnio case new`）对照这一行。",
    ),
    Phrase.KIND_LIST: ("a list", "列表"),
    Phrase.KIND_NUMBER: ("a number", "数"),
    Phrase.KIND_TEXT: ("text", "文字"),
    Phrase.KIND_NOTHING: ("nothing", "空值"),
    Phrase.ENDED_LIVE_BIRTH: (
        "the child was born alive, so there is no loss to explain",
        "胎儿已活产出生，没有需要解释的妊娠丢失",
    ),
    Phrase.ENDED_ONGOING: (
        "the pregnancy goes on, so there is no loss to explain",
        "妊娠仍在继续，没有需要解释的妊娠丢失",
    ),
    Phrase.ENDED_TERMINATION: (
        "the pregnancy was ended on request or advice, which is not a spontaneous loss",
        "妊娠是经决定终止的，不属于自然发生的妊娠丢失",
    ),
    Phrase.ENDED_UNKNOWN: (
        "how the pregnancy ended is not known, so it cannot be taken as a loss",
        "妊娠结局不明，不能当作妊娠丢失",
    ),
    Phrase.CARE_LIVE_BIRTH: ("the child was born alive", "胎儿已活产出生"),
    Phrase.CARE_TERMINATION: ("the pregnancy was ended on request or advice", "妊娠是经决定终止的"),
    Phrase.CARE_UNKNOWN_END: ("how the pregnancy ended is not known", "妊娠结局不明"),
    Phrase.OTHER_CVS: (
        "chorionic villus sampling takes placenta, earlier and by another way, and its risks were studied on their own",
        "绒毛穿刺取的是胎盘组织，时间更早、途径不同，其风险另有研究",
    ),
    Phrase.OTHER_CORDOCENTESIS: (
        "a needle in the cord has dangers of its own (bleeding from the cord, a slow heart), and is mostly done for "
        "fetuses already known to be ill",
        "脐血穿刺有其自身的风险（脐带出血、胎心过缓），且多用于已知患病的胎儿",
    ),
    Phrase.OTHER_DRAINAGE: (
        "a drainage takes far more fluid, for a reason that threatens the pregnancy by itself",
        "治疗性羊水引流抽液量大得多，而引流的原因本身就威胁妊娠",
    ),
}


def english(slot: Slot) -> str:
    """A slot without slots of its own (a unit) in English.

    >>> english(Said(Phrase.HOURS)), english("mg/L")
    ('hours', 'mg/L')
    """
    return PHRASES[slot.phrase][0] if isinstance(slot, Said) else slot
