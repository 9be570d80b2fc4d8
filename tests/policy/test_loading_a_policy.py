"""Loading a policy: what is wrong is named by line and key, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tandem.policy.load import load_policy, parse_policy
from tandem.policy.problems import PolicyError, PolicyProblem
from tandem.policy.shipped import district_policy

HEAD = """\
[policy]
id = "small"
title = { zh-Hans = "小政策", zh-Hant = "小政策", en = "Small policy" }
[groups.post]
manager = ["deputy_head", "league"]
[vocabulary.kinds]
lecture = { zh-Hans = "讲座", zh-Hant = "講座", en = "Lecture" }
[vocabulary.topics]
brand = { zh-Hans = "品牌", zh-Hant = "品牌", en = "Brand" }
culture = { zh-Hans = "文化", zh-Hant = "文化", en = "Culture" }
[vocabulary.subjects]
maths = { zh-Hans = "数学", zh-Hant = "數學", en = "Maths" }
[vocabulary.grades]
good = { zh-Hans = "良好", zh-Hant = "良好", en = "Good" }
"""
COMMON = 'clause = "1"\ntitle = { en = "Rule" }\nduty = "lead"\n'
RULE = {
    "activities": 'each = "collaboration"\nper = "term"\ncount = "activities"\nat_least = 1\n'
    'where.kind = "lecture"\n',
    "mentorships": 'each = "collaboration"\nper = "term"\ncount = "mentorships"\nat_least = 1\n',
    "mentorship": 'each = "mentorship"\nper = "term"\ncount = "outputs"\nat_least = 1\n',
    "plans": 'each = "collaboration"\nper = "round"\ncount = "plans"\nat_least = 1\n'
    'where.event = "submitted"\ndue = "plan_due_on"\n',
    "secondments": 'each = "collaboration"\nper = "term"\ncount = "secondments"\nat_least = 1\n',
}
LINES_BEFORE = (HEAD + '[[rule]]\nid = "rule-1"\n' + COMMON).count("\n")


def rule(source: str, extra: str = "", number: int = 1) -> str:
    return f'[[rule]]\nid = "rule-{number}"\n{COMMON}{RULE[source]}{extra}'


def problems_of(text: str) -> tuple[PolicyProblem, ...]:
    with pytest.raises(PolicyError) as caught:
        parse_policy(text)
    return caught.value.problems


def only_problem(text: str) -> PolicyProblem:
    found = problems_of(text)
    assert len(found) == 1, found
    return found[0]


def test_the_small_policy_of_these_tests_is_good() -> None:
    for source in RULE:
        assert parse_policy(HEAD + rule(source)).rules[0].id == "rule-1"


@dataclass(frozen=True)
class Mistake:
    source: str
    extra: str
    key: str
    code: str
    found: str
    first_expected: str


MISTAKES = [
    Mistake("activities", 'severity = "mist"', "severity", "unknown-choice", "mist", "must"),
    Mistake("activities", "weight = -1", "weight", "out-of-range", "-1", "≥ 0"),
    Mistake("activities", 'weight = "heavy"', "weight", "not-number", "heavy", "≥ 0"),
    Mistake("activities", 'sevrity = "must"', "sevrity", "unknown-key", "sevrity", "severity"),
    Mistake("activities", 'where.hots = "lead"', "where.hots", "unknown-key", "hots", "host"),
    Mistake("activities", 'where.host = "leed"', "where.host", "unknown-code", "leed", "lead"),
    Mistake("activities", 'where.topic = ["brnd"]', "where.topic", "unknown-code", "brnd", "brand"),
    Mistake("activities", "where.topic = []", "where.topic", "empty-list", "", ""),
    Mistake("activities", "where.weekdays = 5", "where.weekdays", "unknown-key", "weekdays", ""),
    Mistake("activities", "where.within_days = -1", "where.within_days", "not-whole", "-1", "0"),
    Mistake(
        "activities", "where.within_days = 100001", "where.within_days", "out-of-range", "100001",
        "≤ 100000",
    ),
    Mistake("activities", 'where.present = "lead"', "where.present", "not-tables", "lead", ""),
    Mistake("activities", "where.present = [{}]", "where.present.1", "empty-people", "", ""),
    Mistake(
        "activities", 'where.present = [{ post = "@managers" }]', "where.present.1.post",
        "unknown-group", "@managers", "@manager",
    ),
    Mistake("activities", 'measure = "share"', "measure", "unknown-choice", "share", "count"),
    Mistake("activities", "enough = 2", "enough", "enough-not-here", "collaboration", "mentorship"),
    Mistake("activities", 'if_none = "owed"', "if_none", "if-none-not-here", "", ""),
    Mistake("activities", 'due = "plan_due_on"', "due", "due-not-here", "activities", "plans"),
    Mistake("activities", "grace_days = 3", "grace_days", "grace-not-here", "activities", "plans"),
    Mistake("activities", 'shared_by = [{ side = "lead" }]', "shared_by", "shared-by-two", "1", "2"),
    Mistake(
        "activities", 'only = { school = "either" }', "only.school", "school-needs-stage", "either",
        "stage",
    ),
    Mistake("plans", 'only = { season = "spring" }', "only.season", "season-per-term", "round", "term"),
    Mistake("mentorships", 'measure = "share"', "measure", "share-needs-subject", "", "where.subject"),
    Mistake("mentorship", 'enough = "3/2"', "enough", "bad-enough", "3/2", "all"),
    Mistake("mentorship", "enough = 0.5", "enough", "bad-enough", "0.5", "all"),
    Mistake("mentorship", "enough = 0", "enough", "not-whole", "0", "1"),
    Mistake("mentorship", 'where.by = "mentor-in-chief"', "where.by", "unknown-choice",
            "mentor-in-chief", "mentor"),
    Mistake("secondments", 'where.post = "boss"', "where.post", "unknown-code", "boss", ""),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.key}-{m.code}")
def test_a_mistake_names_line_key_found_and_expected(mistake: Mistake) -> None:
    problem = only_problem(HEAD + rule(mistake.source, mistake.extra))
    assert (problem.key, problem.code) == (f"rule.1.{mistake.key}", mistake.code)
    assert problem.found == mistake.found
    assert problem.line == LINES_BEFORE + RULE[mistake.source].count("\n") + 1
    if mistake.first_expected:
        assert problem.expected[0] == mistake.first_expected


@pytest.mark.parametrize(
    ("before", "after", "code", "found"),
    [
        ('each = "collaboration"', 'each = "secondment"', "count-not-for-each", "secondment: activities"),
        ('each = "collaboration"', 'each = "school"', "unknown-choice", "school"),
        ('count = "activities"', 'count = "lectures"', "unknown-choice", "lectures"),
        ("at_least = 1", "at_least = 0", "not-whole", "0"),
        ("at_least = 1", "at_least = 1.5", "not-whole", "1.5"),
        ("at_least = 1", "at_least = true", "not-whole", "True"),
        ('where.kind = "lecture"', 'where.host = "lead"', "missing", ""),
        ('where.kind = "lecture"', 'where = "lecture"', "not-table", "lecture"),
        ('duty = "lead"', "duty = 3", "unknown-choice", "3"),
        ('clause = "1"', 'clause = ""', "not-text", ""),
        ('id = "rule-1"', 'id = "Rule 1"', "bad-id", "Rule 1"),
        ('title = { en = "Rule" }', 'title = "Rule"', "not-titles", "Rule"),
        ('title = { en = "Rule" }', 'title = { en = "Rule", fr = "Règle" }', "unknown-language", "fr"),
        ("[policy]", "[policy]\nfacts = 2", "wrong-contract", "2"),
        ("[vocabulary.kinds]", "[vocabulary.colours]\n[vocabulary.kinds]", "unknown-key", "colours"),
        ("maths = {", "Maths = {", "bad-code", "Maths"),
    ],
)  # fmt: skip
def test_a_changed_line(before: str, after: str, code: str, found: str) -> None:
    text = HEAD + rule("activities")
    assert before in text
    problem = problems_of(text.replace(before, after))[0]
    assert (problem.code, problem.found) == (code, found)


@pytest.mark.parametrize(
    ("judgment", "key", "code"),
    [
        ("lag_below = 1.5", "lag_below", "out-of-range"),
        ("quota = -0.1", "quota", "out-of-range"),
        ("lag_below = nan", "lag_below", "out-of-range"),
        ("bands = { good = 95 }", "bands", "bands-order"),
        ("weights = { fulfilment = 0, check = 0, progress = 0 }", "weights", "weights-zero"),
        ('formula = "median"', "formula", "unknown-choice"),
        ('award_min_band = "top"', "award_min_band", "unknown-choice"),
        ('blocking = ["rule-1"]', "blocking", "not-a-deadline-rule"),
        ("progress_group_min = 0", "progress_group_min", "not-whole"),
        ("alfa = 0.5", "alfa", "unknown-key"),
    ],
)
def test_a_mistake_in_the_judgment(judgment: str, key: str, code: str) -> None:
    problem = only_problem(HEAD + rule("activities") + f"[judgment]\n{judgment}\n")
    assert (problem.key, problem.code) == (f"judgment.{key}", code)


def test_all_mistakes_are_found_at_once_in_the_order_of_lines() -> None:
    text = (
        HEAD
        + rule("activities", 'severity = "mist"\nwhere.host = "nowhere"\n')
        + rule("mentorship", 'enough = "x"\n')
        + '[[rule]]\nid = "rule-3"\n'
    )
    found = problems_of(text)
    assert [p.line for p in found] == sorted(p.line for p in found)
    codes = [p.code for p in found]
    assert codes[:3] == ["unknown-choice", "unknown-code", "duplicate-rule"]
    assert {p.key for p in found if p.code == "missing"} == {
        f"rule.3.{key}" for key in ("clause", "title", "duty", "each", "per", "count")
    }


def test_a_wrong_each_or_count_starts_no_guesses() -> None:
    text = HEAD + rule("mentorship", 'enough = "2/3"\nwhere.by = "mentor"\n')
    problem = only_problem(text.replace('each = "mentorship"', 'each = "mentor"'))
    assert (problem.key, problem.expected[0]) == ("rule.1.each", "mentorship")


def test_grace_days_of_a_plan_need_its_deadline() -> None:
    text = (HEAD + rule("plans", "grace_days = 30")).replace('due = "plan_due_on"\n', "")
    assert only_problem(text).code == "grace-needs-due"


def test_different_topics_and_subjects_mean_all_there_are() -> None:
    topics = parse_policy(HEAD + rule("activities", 'measure = "topics"')).rules[0]
    assert topics.where.topic == ("brand", "culture")
    subjects = parse_policy(HEAD + rule("activities", 'measure = "subjects"')).rules[0]
    assert subjects.where.subject == ("maths",)
    named = 'measure = "topics"\nwhere.topic = "brand"'
    assert parse_policy(HEAD + rule("activities", named)).rules[0].where.topic == ("brand",)


def test_more_topics_than_there_are_can_never_be_met() -> None:
    text = HEAD + rule("activities", 'measure = "topics"')
    problem = only_problem(text.replace("at_least = 1", "at_least = 3"))
    assert (problem.code, problem.expected) == ("more-than-there-are", ("2",))


def test_topics_cannot_be_counted_without_a_vocabulary() -> None:
    text = HEAD + rule("activities", 'measure = "topics"')
    start, end = text.index("[vocabulary.topics]"), text.index("[vocabulary.subjects]")
    assert only_problem(text[:start] + text[end:]).code == "no-codes-to-count"


def test_an_empty_list_of_blocking_rules_is_allowed() -> None:
    text = HEAD + rule("plans")
    assert parse_policy(text).judgment.blocking == ()
    assert parse_policy(text.replace('"rule-1"', '"plan"')).judgment.blocking == ("plan",)
    assert parse_policy(text + "[judgment]\nblocking = []").judgment.blocking == ()


# --- titles ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titles", "shared"),
    [
        ('{ zh-Hans = "讲座", zh-Hant = "報告", en = "Talk" }', "讲座"),
        ('{ zh-Hans = "报告", zh-Hant = "講座", en = "Talk" }', "講座"),
        ('{ zh-Hans = "报告", zh-Hant = "報告", en = "LECTURE" }', "LECTURE"),
        ('{ zh-Hans = "Ｌｅｃｔｕｒｅ" }', "Ｌｅｃｔｕｒｅ"),
    ],
)
def test_two_codes_of_a_list_may_not_share_a_title(titles: str, shared: str) -> None:
    text = HEAD.replace("[vocabulary.topics]", f"talk = {titles}\n[vocabulary.topics]")
    problem = only_problem(text + rule("activities"))
    assert (problem.key, problem.code) == ("vocabulary.kinds.talk", "same-title")
    assert (problem.found, problem.expected) == (shared, ("lecture",))
    assert problem.line == HEAD[: HEAD.index("[vocabulary.topics]")].count("\n") + 1


def test_codes_of_different_lists_may_share_a_title() -> None:
    text = HEAD.replace("[vocabulary.subjects]", 'talk = { en = "Lecture" }\n[vocabulary.subjects]')
    assert parse_policy(text + rule("activities")).vocabulary.topics["talk"].en == "Lecture"


# --- files -----------------------------------------------------------------------------------


def file_problem(path: Path) -> PolicyProblem:
    with pytest.raises(PolicyError) as caught:
        load_policy(path)
    assert caught.value.source == str(path)
    return caught.value.problems[0]


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(b'[policy]\n# ok\nid = "' + "区".encode("gbk") + b'"\n')
    problem = file_problem(path)
    assert (problem.code, problem.line) == ("not-utf8", 3)


def test_a_file_that_is_missing_or_a_folder(tmp_path: Path) -> None:
    assert file_problem(tmp_path / "nowhere.toml").code == "unreadable"
    assert file_problem(tmp_path).code == "unreadable"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[policy]\nid = "x\n', 2),
        ("[policy]\nid = 1\nid = 2\n", 3),
        ("[policy", 1),
        ("a = 1e999999999999999999999", 1),
        ("a = " + "9" * 5000, 1),
        ("a = " + "[" * 5000 + "]" * 5000, 1),
    ],
)
def test_a_text_that_is_not_toml(text: str, line: int) -> None:
    problem = only_problem(text)
    assert (problem.code, problem.line) == ("not-toml", line)
    assert problem.found


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    text = HEAD + rule("activities", 'severity = "mist"')
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    problem = file_problem(path)
    assert (problem.code, problem.line) == ("unknown-choice", text.count("\n") + 1)


def test_an_empty_policy_asks_for_its_sections() -> None:
    assert {p.key for p in problems_of("")} >= {"policy", "vocabulary"}


def test_the_hash_names_the_text() -> None:
    text = HEAD + rule("activities")
    same = parse_policy(text)
    assert same.hash == parse_policy(text).hash
    others = {parse_policy(text + more).hash for more in (" ", "\n", "# c\n", "\t")}
    assert len(others | {same.hash}) == 5


def test_the_district_policy_loads() -> None:
    policy = load_policy(district_policy())
    assert len(policy.rules) == 24
    with pytest.raises(KeyError):
        policy.rule("no-such-rule")
