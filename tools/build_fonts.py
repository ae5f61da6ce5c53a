"""Build the subset fonts of the PDF and the widths that lay out the figures, once, by hand.

Get the full fonts first, then run this from the top of the project:

    npm install --prefix build/fonts @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-sans@0.4.2
    .venv/bin/python tools/build_fonts.py build/fonts/node_modules/@expo-google-fonts /usr/share/fonts/truetype/dejavu

The result is committed (`src/amnio/present/fonts`, `src/amnio/present/figures/advances.json`), so nobody needs this
to install or test. Noto Sans SC holds GB 2312 and the characters of personal names that GB 2312 lacks (a family may
have named the baby); Noto Sans holds Latin with its own punctuation, which in a Chinese font is a whole em wide. The
widths are the largest of these and of DejaVu Sans (the widest of the usual system fonts), because a page is shown in
the fonts of the reader's machine.
"""

import json
import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "src/amnio/present/fonts"
ADVANCES = ROOT / "src/amnio/present/figures/advances.json"
WEIGHTS = {"regular": "400Regular", "semibold": "600SemiBold"}
FAMILIES = {"NotoSansSC": "noto-sans-sc", "NotoSans": "noto-sans"}
WIDEST = {"regular": "DejaVuSans.ttf", "semibold": "DejaVuSans-Bold.ttf"}

#: Frequent in given names; most are absent from GB 2312.
NAME_CHARACTERS = (
    "玥喆垚珺琰瑄祎翀翙旻昇晞甯彧怡珈珩琤瑀瑢璟璠璘璇璐璨瓅昉昳晅晔晢晧暐暕曈曦炘烜焜焱煊煜熠燊爔玘玙玟玢"
    "玹珅珏珣珮琇琎琛琨琪琬琮琯琲瑆瑗瑛瑜瑨瑭睿祐祜祾禔禛禾竑竣筱箐翊翎翚翛翾芃芮芷苒茜茗茉荞荻莀菀菁菡萱葳蒄蓁"
    "蕙薇藜蘅蘩妘妍妤妧妭姃姈姝姮娅娉娴婳婷媛嫄嫣嬅嬿偲傃佺俍俣倧偀凃堃堉堯墁夐奡峂峣崚嵘嶷巘恺悦惇愔慜懿扆抒"
    "旸昀昱昶晏晗晙晚晟晴暄暖暟曜朕朗杺枻柃栎桁桉桐梓梣棣棪棫楠楹榆槿橦檀檬欣歆毓沄沅沐沛泓泠泽洺洵洢浔浠浥浵"
    "涵淇淏淯渃渟湉湘湜溦溪滢滟漪潇潼澂澍澔澜澹濛瀚灏煦熙玮钰钶铄铎铠铱锌锘锴镕镡阗陟霁霈霏霖靓靖韫韬颀颉颖飏馡骁骐骞骥鸢鹭黛"
)
RANGES = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A
    (0x0391, 0x03C9),  # Greek
    (0x2010, 0x2027),  # dashes, quotation marks, bullets
    (0x202F, 0x203A),  # narrow no-break space, per mille, angle quotes
    (0x2070, 0x209C),  # superscripts and subscripts: 10⁹, 16⁺³
    (0x2190, 0x2193),  # arrows
    (0x2460, 0x2473),  # circled numbers
    (0x25CB, 0x25CF),  # circles
    (0x3000, 0x3017),  # Chinese punctuation
    (0xFF01, 0xFF5E),  # full-width forms
)
EXTRA = "−×÷±≈≠≤≥∞℃µ·…—～〓"


def latin() -> set[int]:
    """The code points of the Latin subset."""
    points = set(map(ord, EXTRA))
    for first, last in RANGES:
        points.update(range(first, last + 1))
    return points


def han() -> set[int]:
    """The code points of the Chinese subset."""
    points = latin() | set(map(ord, NAME_CHARACTERS))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                points.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return points


def build(source: Path, target: Path, points: set[int]) -> None:
    """Write the subset of one weight; the same input gives the same bytes."""
    options = subset.Options()
    options.layout_features = ["kern", "liga", "locl", "ccmp", "mark", "tnum", "halt", "palt"]
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(points))
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def covered(paths: list[Path]) -> str:
    """Every character that one of the fonts holds; the PDF looks here before it trusts them alone."""
    return "".join(map(chr, sorted(set().union(*(TTFont(str(path)).getBestCmap() for path in paths)))))


def advances(paths: list[Path]) -> dict[str, float]:
    """Widths in em of the printable Latin characters: the largest of the fonts."""
    widths: dict[str, float] = {}
    points = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2212, 0x2070, *range(0x2074, 0x208A)]
    for path in paths:
        font = TTFont(str(path))
        table, metrics, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        for point in points:
            if point in table:
                width = round(metrics[table[point]][0] / units, 3)
                widths[chr(point)] = max(width, widths.get(chr(point), 0.0))
    return widths


def main() -> None:
    packages, dejavu = Path(sys.argv[1]), Path(sys.argv[2])
    FONTS.mkdir(parents=True, exist_ok=True)
    for family, package in FAMILIES.items():
        shutil.copyfile(packages / package / "LICENSE_FONT", FONTS / f"{family}-OFL.txt")
        for weight, folder in WEIGHTS.items():
            target = FONTS / f"{family}-{weight}.ttf"
            source = packages / package / folder / f"{family}_{folder}.ttf"
            build(source, target, han() if family == "NotoSansSC" else latin())
            sys.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes\n")
    widths = {
        weight: advances([*(FONTS / f"{family}-{weight}.ttf" for family in FAMILIES), dejavu / WIDEST[weight]])
        for weight in WEIGHTS
    }
    (FONTS / "covered.txt").write_text(covered([FONTS / f"{name}-regular.ttf" for name in FAMILIES]), encoding="utf-8")
    ADVANCES.parent.mkdir(parents=True, exist_ok=True)
    ADVANCES.write_text(json.dumps(widths, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
