"""The English sentences of every problem: why it matters, and what to write instead.

Slots in braces are filled by the check that found the problem; `{path}` and `{value}` can always be used. The
sentences speak to the person who wrote the file.
"""

from amnio.clinic.problem_codes import ProblemCode as Code

_LEAVE_OUT = "If it is not known, leave the line out: a missing line means not looked for, never absent."

TEXTS: dict[Code, tuple[str, str]] = {
    Code.EMPTY: (
        "the file is empty, so there is no pregnancy to review.",
        "Write the template with `amnio case new > case.toml`, fill in its first lines and try again.",
    ),
    Code.TOO_LARGE: (
        "it holds {size}, and one case is never larger than {limit}. Nothing of it was used.",
        "If it holds many pregnancies, review them with --batch.",
    ),
    Code.BINARY: (
        "this is not text but {kind}.",
        "Write the case as a text file in TOML or JSON (`amnio case new` prints a template).",
    ),
    Code.OTHER_ENCODING: (
        "byte {offset} (line {line}) is {byte}, which is not UTF-8; {guess}. Names and words would be garbled.",
        "Save the file as UTF-8 and try again.",
    ),
    Code.BROKEN_TOML: (
        "line {line}, column {column} is not TOML: {expected}. The line reads: {text}",
        "{hint}",
    ),
    Code.BROKEN_JSON: (
        "line {line}, column {column} is not JSON: {expected}. The line reads: {text}",
        "{hint}",
    ),
    Code.TWICE_IN_FILE: (
        "the file gives this more than once, and one of them would be lost.",
        "Keep the right one and delete the other.",
    ),
    Code.NESTED_TOO_DEEP: (
        "tables or lists are nested far deeper than a case ever is.",
        "Write the fields of the template (`amnio case new`) only.",
    ),
    Code.UNKNOWN_FORMAT: ("cases are written in TOML or JSON.", 'Say format "toml" or "json".'),
    Code.NOT_FOUND: ("there is no such file.", "{hint}"),
    Code.DIRECTORY: ("this is a folder, not a file.", "Name the case file inside it."),
    Code.NO_PERMISSION: (
        "you are not allowed to read this file.",
        "Ask its owner for permission, or copy it to where you can read it.",
    ),
    Code.UNREADABLE: ("the file cannot be read: {reason}.", "Check the name and the disk, and try again."),
    Code.NOT_A_FILE: ("this is {kind}, and nothing is read from it.", "Name a case file, or - for standard input."),
    Code.SILENT_PIPE: (
        "nothing came through this pipe for {seconds} seconds.",
        "Start the program that writes into it, or give the case as a file.",
    ),
    Code.NOT_A_CASE: (
        "a case is a table of named fields; this is {kind}.",
        "Write at least procedure.kind, procedure.at, loss.outcome and loss.at.",
    ),
    Code.UNKNOWN_KEY: (
        "no field has this name, so what it says would be lost.",
        "{hint}",
    ),
    Code.MISPLACED_KEY: ("this field belongs to another table.", "Write it as {right}."),
    Code.OTHER_NAME: ("the field for this has another name.", "Write {right}."),
    Code.OTHER_UNIT: (
        "the field for this is {right}, in {unit}; taking the number as it stands would be wrong.",
        "{conversion}",
    ),
    Code.GIVEN_TWICE: (
        "this field is given twice, once in its table and once with its dotted name.",
        "Keep one of the two.",
    ),
    Code.TOO_MANY_KEYS: (
        "it has {count} names that are no field of a case; only the first {shown} are listed.",
        "Check that this file holds one case.",
    ),
    Code.REQUIRED: ("this is needed before anything can be answered.", "Write {path} = {example}."),
    Code.NOT_A_TABLE: ("this is a table of fields, not a single value.", "Write its fields, such as {example}."),
    Code.NOT_A_LIST: ("this is a list.", "Write it as {example}."),
    Code.TOO_MANY: ("the list has {count} entries; at most {limit} fit.", "Keep those that matter."),
    Code.NOT_ALLOWED: ("this is none of the values that can be read here.", "{hint}Allowed: {allowed}."),
    Code.ONE_VALUE_ONLY: (
        "only one value fits here, and several contradict one another.",
        "Write the one that was found; put the rest into other_facts.",
    ),
    Code.NOT_KNOWN_WORD: ("this says that it is not known.", _LEAVE_OUT),
    Code.NOT_PRESENCE: (
        "a sign is either there or was looked for and is not there.",
        "Write {hint}. If nobody looked, leave the line out.",
    ),
    Code.NOT_TRUE_OR_FALSE: ("this is a choice of true or false.", "Write true or false, without quotation marks."),
    Code.NOT_TEXT: ("this field holds words.", "Write it in quotation marks."),
    Code.UNPRINTABLE: (
        "it holds the invisible character {character}, which could change how a report is shown.",
        "Delete that character.",
    ),
    Code.TEXT_TOO_LONG: ("it has {length} characters; at most {limit} fit.", "Shorten it."),
    Code.NOT_A_NUMBER: ("this is not a number.", "Write the number alone, in {unit}. " + _LEAVE_OUT),
    Code.DECIMAL_COMMA: ("the comma makes it unclear which number is meant.", "Write {right}."),
    Code.NUMBER_WITH_UNIT: (
        "the number stands together with other signs.",
        "Write the number alone; it is read in {unit}.",
    ),
    Code.NOT_WHOLE: ("this is counted in whole numbers.", "Write a whole number ({unit})."),
    Code.OUT_OF_RANGE: ("it lies outside {low} to {high} {unit}: {reason}.", "Check the value and the unit."),
    Code.SENTINEL: (
        "it cannot be a real value here ({reason}); {value} is often used as a code for not known.",
        _LEAVE_OUT,
    ),
    Code.DOUBTFUL_SENTINEL: (
        "{value} is far more often a code for not known than a real value here.",
        _LEAVE_OUT + " If it is real, write the nearest other number.",
    ),
    Code.FAHRENHEIT: (
        "no living woman has this temperature in degrees Celsius; it looks like Fahrenheit.",
        "If so, write {path} = {right}.",
    ),
    Code.FAHRENHEIT_OR_SENTINEL: (
        "no living woman has this temperature in degrees Celsius; it is either Fahrenheit or a code for not known.",
        "If it is Fahrenheit, write {path} = {right}. " + _LEAVE_OUT,
    ),
    Code.HEIGHT_AS_BMI: (
        "it looks like a height in {unit}, and this is the body-mass index in kg/m2.",
        "Write the weight in kg divided by the square of the height in m.",
    ),
    Code.WEIGHT_AS_BMI: (
        "it may be a weight in kg, and this is the body-mass index in kg/m2 ({reason}).",
        "Write the weight in kg divided by the square of the height in m.",
    ),
    Code.WHITE_COUNT_PER_MICROLITRE: (
        "it looks like cells per microlitre, and this is counted in 10^9 per litre.",
        "If so, write {path} = {right}.",
    ),
    Code.LACTATE_IN_MG_DL: (
        "it looks like mg/dL, and this is measured in mmol/L.",
        "If so, write {path} = {right}.",
    ),
    Code.NOT_A_DATE: ("this is not a day that can be read.", "Write year-month-day, such as {example}."),
    Code.DATE_WITH_TIME: ("a time of day stands beside the date.", "Write the day alone: {right}."),
    Code.DATE_OUT_OF_RANGE: (
        "no pregnancy that can be reviewed was on this day (read are {low} to {high}).",
        "Check the year. If the day is not known, leave the line out.",
    ),
    Code.NOT_A_RISK: (
        "a risk is written as one in so many.",
        "Write {right} (a probability such as 0.004 is read too).",
    ),
    Code.RISK_WITHOUT_ONE: (
        "a probability is never above one, so the number alone may mean one in {value}.",
        "If so, write {path} = {right}.",
    ),
    Code.RISK_OUT_OF_RANGE: ("a risk of a screening test lies between {low} and {high}.", "Check the number."),
    Code.GESTATION_FORM: (
        "a gestational age is written as weeks+days, and this form can be misread.",
        "Write {right}.",
    ),
    Code.GESTATION_DECIMAL: (
        "a point makes the days unclear: it may mean weeks and days, or a fraction of a week.",
        "Write {right}.",
    ),
    Code.GESTATION_DAYS_OVER_SIX: (
        "a week has seven days, so the days after the plus are 0 to 6.",
        "Counted on, it would be {right}; check which day is meant.",
    ),
    Code.GESTATION_WEEKS_ONLY: (
        "the days are missing, and a number alone can be weeks or days.",
        "Write {right}, with the days, 0 to 6, after the plus.",
    ),
    Code.GESTATION_DAYS_ONLY: (
        "a gestational age is written as weeks+days; the number alone seems to count days.",
        "If so, write {right}.",
    ),
    Code.GESTATION_NEGATIVE: ("a gestational age is never below 0+0.", 'Write weeks+days, such as "16+3".'),
    Code.GESTATION_AFTER_BIRTH: (
        "no pregnancy goes beyond 42+6.",
        "Check the weeks; a gestational age is counted from the last menstruation, not to the birth date.",
    ),
    Code.GESTATION_SENTINEL: (
        "no pregnancy has this age; {value} is often used as a code for not known.",
        _LEAVE_OUT,
    ),
    Code.DATES_CONTRADICT_GESTATIONS: (
        "{first} and {second} do not fit together: by the first, {day} was {expected}, not {given}.",
        "Correct whichever of the dates and gestational ages is wrong.",
    ),
    Code.DATE_GIVES_NO_GESTATION: (
        "counted from {anchor}, this day lies {days} days after the start of pregnancy, outside 0+0 to 42+6.",
        "Correct whichever of the dates and gestational ages is wrong.",
    ),
    Code.LOSS_BEFORE_PROCEDURE: (
        "the pregnancy ended ({loss}) before the procedure ({procedure}), so the procedure cannot be part of it.",
        'Correct one of the two; if there was no procedure, write procedure.kind = "none".',
    ),
    Code.PROCEDURE_WITHOUT_GESTATION: (
        "the review depends on how far the pregnancy was at the procedure.",
        'Write {path} = "16+3", or procedure.on with pregnancy.dating.',
    ),
    Code.LOSS_WITHOUT_GESTATION: (
        "the review depends on how far the pregnancy was at the loss.",
        'Write {path} = "18+2", or loss.on with pregnancy.dating or with procedure.at and procedure.on.',
    ),
    Code.AMNIOCENTESIS_OUTSIDE_CLOCK: (
        "amniocentesis is answered for between {low} and {high}; there is no evidence outside.",
        "Check the gestational age and procedure.kind.",
    ),
    Code.LOSS_OUTSIDE_CLOCK: (
        "losses are answered for between {low} and {high}; there is no evidence outside.",
        "Check the gestational age.",
    ),
    Code.FEVER_ABSENT_BUT_HOT: (
        "fever is said to be absent, yet signs.temperature_c is {temperature}, and {threshold} or more is a fever.",
        'Write signs.fever = "present", or correct the temperature; if it was only while misoprostol was given, write '
        'signs.fever_during_induction = "present".',
    ),
    Code.NO_PROCEDURE_BUT_DETAIL: (
        'procedure.kind is "none", and this can only be known after a procedure.',
        'Write procedure.kind = "amniocentesis" if there was one; otherwise delete this line.',
    ),
    Code.PRESENTATION_CONTRADICTS_OUTCOME: (
        "death before labour contradicts the outcome {outcome}.",
        "Correct loss.presentation or loss.outcome.",
    ),
    Code.MACERATED_BUT_ALIVE_AT_ONSET: (
        "a severely macerated fetus had died days before, so it was not alive when labour began.",
        "Correct examination.severe_maceration or loss.presentation.",
    ),
    Code.BLEEDING_NOW_BUT_NOT_HEAVY: (
        "heavy bleeding now contradicts signs.bleeding = {bleeding}, which holds the heaviest there was.",
        'Write signs.bleeding = "heavy", or signs.heavy_bleeding_now = "absent".',
    ),
    Code.DISEASE_NAMED_BUT_ABSENT: (
        "a disease is named, and pregnancy.maternal_disease says that there was none.",
        'Write pregnancy.maternal_disease = "present", or delete the name.',
    ),
    Code.ORGANISM_WITHOUT_GROWTH: (
        "an organism is named, and none of the recorded tests was positive.",
        'Mark the test that found it as "positive", or delete the organism.',
    ),
    Code.NOTHING_PLANNED: (
        'a plan says which procedure is planned; "none" plans nothing.',
        'Write plan.kind = "amniocentesis", or leave the table plan out.',
    ),
    Code.MORE_FAILED_THAN_DONE: (
        "{failed} insertions cannot have failed when the needle was put in {all} times.",
        "Correct plan.failed_insertions or plan.insertions.",
    ),
    Code.LOAD_WITHOUT_INFECTION: (
        "this belongs to an infection that the test says is not there.",
        "Delete it, or correct the result of the test.",
    ),
    Code.DOSE_WITHOUT_DRUG: (
        "a last dose contradicts that no heparin is given.",
        "Delete it, or correct plan.heparin_kind.",
    ),
    Code.ASKED_BEFORE_IT_HAPPENED: (
        "the day of asking ({asked}) lies before the event itself ({event}), so nothing can be counted from it.",
        "Correct the date that is wrong.",
    ),
    Code.ITEM_ABOVE_TOTAL: (
        "one item ({item}) cannot have more points than all items together ({total}).",
        "Check the score sheet; write the total of all items.",
    ),
    Code.FETUS_OUTCOMES_MISSING: (
        "there were {fetuses} fetuses, and no outcome is given for {missing}; each has its own end.",
        "Write one entry of loss.fetuses for every fetus, with its outcome.",
    ),
    Code.FETUS_COUNT_MISMATCH: (
        "loss.fetuses has {listed} entries and pregnancy.fetuses is {fetuses}.",
        "Make the two agree.",
    ),
    Code.NO_FETUS_LOST: (
        "the outcome is a loss, and no fetus is recorded as lost.",
        "Correct loss.outcome or the outcomes of the fetuses.",
    ),
    Code.FETUS_LOST_BUT_OUTCOME_OTHER: (
        "a fetus is recorded as lost, and loss.outcome says {outcome}.",
        'To review that loss, write loss.outcome = "loss".',
    ),
    Code.LOSS_AT_NO_FETUS: (
        "no lost fetus was lost at this gestational age.",
        "Make loss.at one of the gestational ages at which a fetus was lost.",
    ),
    Code.NOT_A_LOSS: (
        "{ended}.",
        'A review answers only for a spontaneous loss. If it was one, write loss.outcome = "loss".',
    ),
    Code.OTHER_PROCEDURE: (
        "a review answers for amniocentesis only: {reason}. An answer from the studies of amniocentesis would mislead.",
        'If it was an amniocentesis, write procedure.kind = "amniocentesis".',
    ),
    Code.CHECK_AFTER_THE_END: (
        "the pregnancy has ended, so there is no procedure to check.",
        "After a loss, ask `amnio review` or `amnio care`.",
    ),
    Code.CHECK_OF_ANOTHER_PROCEDURE: (
        "rules are on file for amniocentesis and for villus sampling only.",
        'Write plan.kind = "amniocentesis" if that is what is planned.',
    ),
    Code.NOTHING_TO_CARE_AFTER: (
        "neither a procedure nor a loss is recorded, so there is nothing that care could follow yet.",
        'After an amniocentesis write [procedure] with kind = "amniocentesis" and its day; after a loss write [loss] '
        'with outcome = "loss". Before the needle, ask `amnio check`.',
    ),
    Code.CARE_AFTER_ANOTHER_END: (
        "{ended}. The care plans here are written for a pregnancy that goes on after an amniocentesis, and for a loss; "
        "their words would be wrong here.",
        'If the pregnancy goes on, leave [loss] out; if it was lost, write loss.outcome = "loss".',
    ),
    Code.CARE_AFTER_ANOTHER_PROCEDURE: (
        "the plan for a pregnancy that goes on rests on what is known after an amniocentesis, and this was another "
        "procedure.",
        'If it was an amniocentesis, write procedure.kind = "amniocentesis".',
    ),
    Code.DEAD_BEFORE_PROCEDURE: (
        "the fetus had died before the procedure, so the procedure cannot be part of the loss, and such pregnancies "
        "are not in the studies behind the answer.",
        'If the fetus was alive, write procedure.fetus_alive_before = "present"; if nobody looked, leave the line out.',
    ),
    Code.MORE_THAN_TWINS: (
        "there were {value} fetuses, and there is no evidence on amniocentesis beyond twins.",
        "Check the number.",
    ),
    Code.LOSS_NOT_THE_FIRST: (
        "a fetus was lost earlier, at {first}; a review is about the first loss after the procedure.",
        'Write {path} = "{first}".',
    ),
    Code.COUNSEL_AFTER_LOSS: (
        "the pregnancy was lost, and this answer is for one that goes on.",
        "Ask `amnio review` why it was lost, and `amnio care` what to do now.",
    ),
    Code.COUNSEL_AFTER_END: (
        "the pregnancy no longer goes on, so nothing before a procedure can be counselled on.",
        "If it goes on, leave the table loss out.",
    ),
    Code.COUNSEL_AFTER_PROCEDURE: (
        "a procedure was already done, and this answer is for the time before it.",
        "Ask `amnio care` for the days after it. For a further one, leave the table procedure out and write plan.",
    ),
    Code.COUNSEL_OTHER_PROCEDURE: (
        "the answer is about a planned amniocentesis; villus sampling stands in it as an option.",
        'Write plan.kind = "amniocentesis", or leave the line out.',
    ),
    Code.COUNSEL_NO_HEARTBEAT: (
        "no heartbeat was seen, so neither number of this answer holds.",
        "Such a talk is for people, not for a program. If nobody looked yet, leave the line out.",
    ),
    Code.PLAN_WITHOUT_GESTATION: (
        "both numbers depend on how far the pregnancy will be on the day of the procedure.",
        'Write {path} = "16+3", or plan.on with pregnancy.dating.',
    ),
    Code.PLAN_OUTSIDE_CLOCK: (
        "a planned amniocentesis is answered for between {low} and {high}; there is no evidence outside.",
        "Check the gestational age.",
    ),
    Code.TALK_OUTSIDE_CLOCK: (
        "the talk lies before the procedure and not before 10+0: between {low} and {high} here.",
        "Check --now, or leave it out for a talk on the day of the procedure.",
    ),
}
