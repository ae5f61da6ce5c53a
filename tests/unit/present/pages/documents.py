"""Synthetic documents with every kind of block, in both languages and for both audiences. All content is invented."""

from amnio.present.document import (
    Audience,
    Bullets,
    Document,
    Heading,
    IntervalChart,
    IntervalRow,
    Language,
    PageWords,
    Paragraph,
    Pictograph,
    Step,
    Steps,
    Table,
    Timeline,
    TimelineMark,
    Urgent,
    WeightChart,
    WeightRow,
)

AWKWARD = '<script>alert("x")</script> & #strong[typst] $x$ \\ `code` 引号“”'

WORDS_EN = PageWords(skip="Skip to the answer", as_table="Show as text and table", notes="Notes", in_full="--full")
WORDS_ZH = PageWords(skip="跳到正文", as_table="以文字和表格查看", notes="注释", in_full="--full 查看全部")

TWIN_EN = Table(
    caption="The same as a table", columns=("What", "Value"), rows=(("First", "71%"), ("Second", "0")), numeric=(1,)
)
TWIN_ZH = Table(caption="以表格显示", columns=("项目", "数值"), rows=(("第一项", "71%"), ("第二项", "0")), numeric=(1,))


def timeline_en() -> Timeline:
    return Timeline(
        title="What happened when",
        description="Amniocentesis at 16+3, fever at 16+5, loss at 17+0, culture of the stored fluid at 17+0.",
        first_day=98,
        last_day=154,
        marks=(
            TimelineMark(day=115, label="amniocentesis 16+3", kind="procedure"),
            TimelineMark(day=117, label="fever 38.6 °C", kind="sign"),
            TimelineMark(day=117, label="CRP 84 mg/L", kind="test"),
            TimelineMark(day=118, label="membranes ruptured 16+6", kind="sign"),
            TimelineMark(day=119, label="loss 17+0", kind="loss"),
        ),
        table=Table(
            caption="The same as a table",
            columns=("Age", "What"),
            rows=(("16+3", "amniocentesis"), ("16+5", "fever 38.6 °C"), ("17+0", "loss")),
        ),
    )


def timeline_zh() -> Timeline:
    return Timeline(
        title="时间经过",
        description="孕16周+3天羊膜腔穿刺术，孕16周+5天发热，孕17周+0天流产。",
        first_day=98,
        last_day=154,
        marks=(
            TimelineMark(day=115, label="羊膜腔穿刺术（一次进针，羊水清）", kind="procedure"),
            TimelineMark(day=117, label="发热38.6 °C", kind="sign"),
            TimelineMark(day=117, label="C反应蛋白84 mg/L，白细胞13.6×10⁹/L", kind="test"),
            TimelineMark(day=118, label="胎膜早破，羊水流出", kind="sign"),
            TimelineMark(day=119, label="晚期流产（孕17周+0天）", kind="loss"),
        ),
        table=Table(
            caption="以表格显示",
            columns=("孕周", "经过"),
            rows=(("16周+3", "羊膜腔穿刺术"), ("16周+5", "发热38.6 °C"), ("17周+0", "晚期流产")),
        ),
    )


def intervals_en() -> IntervalChart:
    rows = (
        IntervalRow(
            code="infection", label="Infection", sub="already there, later on its own, or introduced",
            mean=0.71, low=0.52, high=0.86, text="71.0% (52.0% to 86.0%)",
        ),
        IntervalRow(
            code="mechanical", label="The needle itself", sub="leak, bleeding, injury, contractions",
            mean=0.14, low=0.04, high=0.29, text="14.0% (4.0% to 29.0%)",
        ),
        IntervalRow(
            code="other", label="Other", sub="placenta, cord, cervix, unexplained",
            mean=0.09, low=0.03, high=0.19, text="9.0% (3.0% to 19.0%)",
        ),
        IntervalRow(
            code="fetal", label="The fetus", sub="chromosomal or structural",
            mean=0.06, low=0.02, high=0.13, text="6.0% (2.0% to 13.0%)",
        ),
        IntervalRow(
            code="early", label="Too early", sub="", mean=0, low=0, high=0, text="0",
            zero_text="not possible: the procedure was at 16+3, not before 15+0",
        ),
    )  # fmt: skip
    return IntervalChart(
        title="Probability of each cause",
        description="Infection 71%, 52% to 86%. The needle itself 14%. Other 9%. The fetus 6%. Too early: zero.",
        rows=rows,
        table=TWIN_EN,
    )


def intervals_zh() -> IntervalChart:
    rows = (
        IntervalRow(
            code="infection", label="宫内感染", sub="穿刺前已存在、之后自行发生，或由穿刺带入",
            mean=0.71, low=0.52, high=0.86, text="71.0%（52.0%～86.0%）",
        ),
        IntervalRow(
            code="mechanical", label="穿刺操作本身", sub="羊水渗漏、出血、损伤、宫缩",
            mean=0.14, low=0.04, high=0.29, text="14.0%（4.0%～29.0%）",
        ),
        IntervalRow(
            code="other", label="其他", sub="胎盘、脐带、宫颈、不明",
            mean=0.09, low=0.03, high=0.19, text="9.0%（3.0%～19.0%）",
        ),
        IntervalRow(
            code="fetal", label="胎儿自身", sub="染色体或结构异常",
            mean=0.06, low=0.02, high=0.13, text="6.0%（2.0%～13.0%）",
        ),
        IntervalRow(
            code="early", label="孕周过早", sub="", mean=0, low=0, high=0, text="0",
            zero_text="不可能：穿刺时为孕16周+3天，已满孕15周",
        ),
    )  # fmt: skip
    return IntervalChart(
        title="各类原因的概率", description="宫内感染71%，区间52%至86%；穿刺操作本身14%。", rows=rows, table=TWIN_ZH
    )


def pictograph_en() -> Pictograph:
    return Pictograph(
        title="Of 100 such women, how many would have lost the pregnancy anyway",
        description="About 58 of 100, between 24 and 88.",
        total=100, filled=58, low=24, high=88, big="58 of 100",
        caption="women in her situation would have lost the pregnancy by 24+0 without the amniocentesis "
        "(95% interval 24 to 88).",
        table=TWIN_EN,
        legend=("lost anyway, by every reading", "uncertain: between 24 and 88", "not lost, by every reading"),
    )  # fmt: skip


def pictograph_zh() -> Pictograph:
    return Pictograph(
        title="100位同样情况的女性中，有多少位无论如何都会失去妊娠",
        description="约58位，区间24至88。",
        total=100, filled=58, low=24, high=88, big="100人中58人",
        caption="不做羊膜腔穿刺术，处于同样情况的女性到孕24周+0天时也会发生丢失（95%区间24～88）。",
        table=TWIN_ZH,
        legend=("无论如何都会发生", "不确定：24至88之间", "无论如何都不会发生"),
    )  # fmt: skip


def weights_en() -> WeightChart:
    return WeightChart(
        title="What moved the answer",
        description="Fever +2.1 for infection; CRP +1.2 for infection; normal fetus −0.8 for the fetus.",
        rows=(
            WeightRow(code="infection", label="Fever 38.6 °C, two days after", weight=2.1, text="+2.1",
                      sub="for infection"),
            WeightRow(code="infection", label="CRP 84 mg/L", weight=1.2, text="+1.2", sub="for infection"),
            WeightRow(code="mechanical", label="Loss on day 4", weight=0.9, text="+0.9", sub="for the needle itself"),
            WeightRow(code="mechanical", label="Single pass, clear fluid", weight=-0.5, text="−0.5",
                      sub="against the needle itself"),
            WeightRow(code="fetal", label="Fetus looked normal", weight=-0.8, text="−0.8", sub="against the fetus"),
        ),
        table=TWIN_EN,
    )  # fmt: skip


def weights_zh() -> WeightChart:
    return WeightChart(
        title="哪些事实改变了判断",
        description="发热使感染的权重增加2.1。",
        rows=(
            WeightRow(code="infection", label="穿刺后第2天发热38.6 °C", weight=2.1, text="+2.1", sub="支持感染"),
            WeightRow(code="mechanical", label="穿刺后第4天发生丢失", weight=0.9, text="+0.9", sub="支持穿刺操作本身"),
            WeightRow(code="fetal", label="胎儿外观未见异常", weight=-0.8, text="−0.8", sub="不支持胎儿自身原因"),
        ),
        table=TWIN_ZH,
    )


def clinician_en() -> Document:
    return Document(
        language=Language.EN,
        audience=Audience.CLINICIAN,
        title="Loss review",
        facts="34 years · amniocentesis 16+3 (one pass, clear fluid) · loss 17+0, day 4",
        blocks=(
            Urgent(
                title="Treat as sepsis now",
                lines=(
                    "Fever with raised CRP after a procedure: cultures and lactate, antibiotics within the hour.",
                    "Do not delay emptying the uterus.",
                ),
                sources="RCOG · WHO",
            ),
            Paragraph(
                role="lead",
                text="An infection inside the uterus explains this loss best. Whether it was there before the "
                "amniocentesis or came with it cannot be told apart yet; the stored fluid can answer that.",
            ),
            timeline_en(),
            Heading(text="Why was the pregnancy lost?", id="causes"),
            intervals_en(),
            Paragraph(role="note", text="Dot: best estimate. Band: 95% interval."),
            Heading(text="Would it have happened anyway?", id="anyway"),
            pictograph_en(),
            Paragraph(role="note", text="Bounds without the coupling assumption: 11 to 97 of 100."),
            Heading(text="What moved the answer", id="moved"),
            weights_en(),
            Bullets(items=("Recorded, but did not move it: fibroid 3 cm", AWKWARD)),
            Heading(text="Which test would tell most?", id="tests"),
            Table(
                caption="Tests in order of value",
                columns=("Test", "bits", "changes cause", "changes advice", "fails", "clock"),
                rows=(
                    ("PCR and culture of the stored fluid", "0.61", "34%", "21%", "5%", "ask the laboratory today"),
                    ("Placental histology", "0.38", "22%", "9%", "2%", "before fixation"),
                    ("Karyotype or QF-PCR", "0.12", "4%", "12%", "1%", "due 24 Nov 2026"),
                ),
                numeric=(1, 2, 3, 4),
                note="Bits: how much uncertainty about the cause the test is expected to remove.",
            ),
            Heading(text="Care", id="care"),
            Steps(
                items=(
                    Step(when="now", what="Antibiotics: yes, because there are signs of infection.", why="WHO 2021"),
                    Step(when="within 72 h (until 25 Nov 2026)", what="RhD negative: anti-D 250 IU.", why="BSH 2014"),
                    Step(when="until 22 Dec 2026", what="No tub bath, no douching.", why="custom, not trial evidence"),
                    Step(when="9 Dec 2026", what="Visit: results, grief and mood, next pregnancy."),
                )
            ),
            Heading(text="Next pregnancy", id="next"),
            Paragraph(text="No figure fits her; the genetic result decides."),
        ),
        footer="amnio 0.1.0 · evidence 7c1f09e2 · draws 4,000 · seed 1 · supports a clinical judgement, "
        "does not replace it",
        words=WORDS_EN,
    )


def clinician_zh() -> Document:
    return Document(
        language=Language.ZH,
        audience=Audience.CLINICIAN,
        title="妊娠丢失回顾",
        facts="34岁 · 孕16周+3天羊膜腔穿刺术（一次进针，羊水清） · 孕17周+0天丢失，术后第4天",
        blocks=(
            Urgent(
                title="立即按脓毒症处理",
                lines=("穿刺后发热伴C反应蛋白升高：留取培养、测乳酸，1小时内使用抗生素。", "不要推迟清宫。"),
                sources="RCOG · WHO",
            ),
            Paragraph(
                role="lead",
                text="宫内感染是最说得通的原因。感染是穿刺前已经存在，还是随穿刺而来，目前无法区分；留存的羊水可以回答。",
            ),
            timeline_zh(),
            Heading(text="为什么会发生这次丢失？", id="causes"),
            intervals_zh(),
            Paragraph(role="note", text="圆点：最佳估计；横带：95%可信区间（贝叶斯）。"),
            Heading(text="不做穿刺，也会发生吗？", id="anyway"),
            pictograph_zh(),
            Heading(text="哪些事实改变了判断", id="moved"),
            weights_zh(),
            Bullets(items=("已记录但没有改变判断：子宫肌瘤3 cm", AWKWARD)),
            Heading(text="哪项检查最有价值？", id="tests"),
            Table(
                caption="检查按价值排序",
                columns=("检查", "比特", "改变原因", "改变建议", "失败率", "时限"),
                rows=(
                    ("留存羊水的PCR和培养", "0.61", "34%", "21%", "5%", "今天联系检验科"),
                    ("胎盘组织病理学检查", "0.38", "22%", "9%", "2%", "固定之前"),
                ),
                numeric=(1, 2, 3, 4),
            ),
            Heading(text="照护", id="care"),
            Steps(
                items=(
                    Step(when="现在", what="抗生素：需要，因为有感染征象。", why="WHO 2021"),
                    Step(when="72小时内（至11月25日）", what="RhD阴性：抗D免疫球蛋白250 IU。"),
                    Step(when="至2026-12-22", what="不盆浴，不冲洗阴道。", why="习俗，并非试验证据"),
                )
            ),
        ),
        footer="amnio 0.1.0 · 证据版本7c1f09e2 · 抽样4000次 · 种子1 · 支持临床判断，不代替临床判断",
        words=WORDS_ZH,
    )


def family_en() -> Document:
    return Document(
        language=Language.EN,
        audience=Audience.FAMILY,
        title="About the loss of your baby",
        facts="Written for you by your unit",
        blocks=(
            Urgent(
                title="Go to hospital now, by day or night, if you have",
                lines=("a temperature of 38.0 °C or more;", "heavy bleeding;", "strong pain in your belly."),
                sources="Call your unit.",
            ),
            Paragraph(role="lead", text="We are so sorry. Your baby died after 17 weeks."),
            Heading(text="Why did it happen?", id="causes"),
            Paragraph(text="An infection explains it best. Nobody can yet say when it began."),
            Heading(text="Would it have happened anyway?", id="anyway"),
            Paragraph(text="Nobody can know this for certain. It may have happened without the test."),
            Heading(text="In the next days", id="care"),
            Steps(items=(Step(when="Until 22 December", what="Showers are fine. Wait with baths.", why="A custom."),)),
            Bullets(items=("Rest as you need.", "Call us with any question.")),
        ),
        footer="Your unit is there for you by day and night.",
        words=WORDS_EN,
    )


def family_zh() -> Document:
    return Document(
        language=Language.ZH,
        audience=Audience.FAMILY,
        title="关于宝宝的离开",
        facts="您的医院写给您",
        blocks=(
            Urgent(
                title="出现下面任何一种情况，不分白天黑夜，马上去医院",
                lines=("体温到38.0 °C或更高；", "出血很多；", "肚子很痛。"),
                sources="请打电话给您的医院。",
            ),
            Paragraph(role="lead", text="我们很难过。宝宝在怀孕满17周时离开了。"),
            Heading(text="为什么会这样？", id="causes"),
            Paragraph(text="感染是最说得通的原因。什么时候开始的，现在还没有人能说清。"),
            Heading(text="接下来的日子", id="care"),
            Steps(items=(Step(when="12月22日之前", what="可以淋浴，先不要盆浴。", why="这是习惯的做法。"),)),
            Bullets(items=("累了就休息。", "有任何问题，都可以打电话给我们。")),
        ),
        footer="您的医院一直都在。",
        words=WORDS_ZH,
    )


DOCUMENTS = {
    "clinician-en": clinician_en,
    "clinician-zh": clinician_zh,
    "family-en": family_en,
    "family-zh": family_zh,
}
