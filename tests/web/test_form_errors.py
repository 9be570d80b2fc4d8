"""What a form says of a wrong answer, in Chinese: in the product's words, not in Django's."""

from __future__ import annotations

from pathlib import Path

import django
import polib
import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override

from tandem.config import catalogues


class Questions(forms.Form):
    name = forms.CharField(max_length=3)
    pupils = forms.IntegerField(min_value=1)
    stage = forms.ChoiceField(choices=[("primary", "小学")])
    mail = forms.EmailField()
    hour = forms.TimeField()
    price = forms.DecimalField(max_digits=4, decimal_places=1)


WRONG = {
    "name": "青川一小",
    "pupils": "0",
    "stage": "college",
    "mail": "x",
    "hour": "25",
    "price": "1.25",
}


def said(language: str, data: dict[str, str]) -> list[str]:
    with override(language):
        return [str(error) for errors in Questions(data).errors.values() for error in errors]


def test_each_wrong_answer_is_told_how_to_mend_it():
    assert said("zh-hans", WRONG) == [
        "最多 3 个字符，现有 4 个。",
        "不能小于 1。",
        "没有“college”这个选项，请重新选择。",
        "请填写电子邮箱，例如 name@example.com。",
        "请填写时间，例如 14:30。",
        "小数最多 1 位。",
    ]


def test_traditional_pages_say_it_in_traditional_chinese():
    assert said("zh-hant", WRONG)[2:4] == [
        "沒有「college」這個選項，請重新選擇。",
        "請填寫電子郵件，例如 name@example.com。",
    ]


def test_a_missing_answer_is_named_as_such():
    assert set(said("zh-hans", {})) == {"此项必填。"}
    assert set(said("en", {})) == {"This field is required."}


def test_a_weak_password_is_told_why():
    with override("zh-hans"), pytest.raises(ValidationError) as refused:
        validate_password("1234567")
    assert refused.value.messages == [
        "密码太短，至少 8 个字符。",
        "这个密码太常见，请换一个。",
        "密码不能全是数字。",
    ]


def test_every_reworded_sentence_is_one_that_django_says():
    package = Path(django.__file__).parent
    known = set()
    for app in ("conf", "contrib/auth"):
        path = package / app / "locale" / "en" / "LC_MESSAGES" / "django.po"
        known |= {entry.msgid for entry in polib.pofile(str(path))}
    sources = catalogues.extract()[catalogues.PACKAGE / "locale"].items()
    reworded = {
        sentence
        for (_context, sentence), found in sources
        if "tandem/config/reworded.py" in [name for name, _line in found.places]
    }
    assert len(reworded) > 20
    assert reworded - known == set()
