"""Invented names: a district 澜汀 that does not exist, its schools, and people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

DISTRICT = "澜汀"
"""Every school's name begins with it."""

_FIRST = "栖枕漱鹿苔芦槐雁澄桐莲柳荻霜蘅芷筠棠岚砚"
_SECOND = "禾溪石坪桥渚荫洄圃埠渡堰坞湾陂墅"
_ENDINGS = {
    "kindergarten": "幼儿园",
    "primary": "小学",
    "junior": "初级中学",
    "nine_year": "九年一贯制学校",
    "complete": "实验学校",
}

_SURNAMES = "柳江白石叶秦沈温凌颜骆祝蓝简左阮席池辛卓尹常易乔文裴苗盛管鲍"
_GIVEN_FIRST = "知望书予清若景思言以明怀向昭亦安云素景初映舒承远亭逸"
_GIVEN_SECOND = "禾溪宁遥舟岚棠微川朗筠白序然晴野屿澄蕴苓葵鸣砚朔芸笙"


def school_names(random: Random) -> Iterator[str]:
    """Places for school names, none twice: ``澜汀栖禾``, in the seed's order; then numbered."""
    places = [first + second for first in _FIRST for second in _SECOND]
    random.shuffle(places)
    for number in count(1):
        for place in places:
            yield f"{DISTRICT}{place}" + (f"第{number}" if number > 1 else "")


def full_school_name(place: str, stage: str) -> str:
    """The name of a school of that stage in a place."""
    return place + _ENDINGS[stage]


def person_names(random: Random) -> Iterator[str]:
    """Names of people, for ever; those of one district rarely meet, as in life."""
    while True:
        given = random.choice(_GIVEN_FIRST) + random.choice(_GIVEN_SECOND)
        yield random.choice(_SURNAMES) + given
