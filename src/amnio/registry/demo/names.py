"""Made-up names: common parts put together by chance, so that nobody in particular is meant."""

import numpy as np

_FAMILY_ZH = tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕")
_FIRST_OF_TWO, _SECOND = tuple("晓雨思梦佳文雅诗子若春海玉秀美欣"), tuple("静敏丽娜婷雪倩颖琳洁燕莉怡慧兰梅瑶雯薇宁")
_FIRST_EN = (
    "Amelia",
    "Grace",
    "Hannah",
    "Olivia",
    "Ruth",
    "Sophie",
    "Maria",
    "Aisha",
    "Priya",
    "Ingrid",
    "Leah",
    "Nora",
)
_FAMILY_EN = ("Bennett", "Carter", "Hughes", "Okafor", "Patel", "Novak", "Larsen", "Moreau", "Silva", "Khan", "Walsh")


def made_up_name(english: bool, generator: np.random.Generator) -> str:
    """A name in the order of its language."""
    if english:
        return f"{generator.choice(_FIRST_EN)} {generator.choice(_FAMILY_EN)}"
    first = generator.choice(_FIRST_OF_TWO) if generator.random() < 0.6 else ""
    return f"{generator.choice(_FAMILY_ZH)}{first}{generator.choice(_SECOND)}"
