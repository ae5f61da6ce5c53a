"""Who works in the made-up unit: one account a role, and a few who only appear as operators."""

import secrets

#: User name and shown name of the account of each role.
ACCOUNTS = {
    "clinician": ("demo-clinician", "陈立 Dr Chen"),
    "nurse": ("demo-nurse", "何静 Nurse He"),
    "reviewer": ("demo-reviewer", "周敏 Dr Zhou"),
    "audit_lead": ("demo-audit", "林慧 Dr Lin"),
    "administrator": ("demo-admin", "郑宁 Ms Zheng"),
}
#: Nobody can sign in as one of these.
OPERATORS = (
    ("demo-operator-1", "王海燕 Dr Wang"),
    ("demo-operator-2", "Sarah Moore"),
    ("demo-operator-3", "刘洋 Dr Liu"),
)
_CONSONANTS, _VOWELS, _SYLLABLES = "bdfghklmnprstvz", "aeiou", 10


def password() -> str:
    """Ten random syllables (62 bits), easy to type from a screen."""
    syllables = [secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(_SYLLABLES)]
    return "-".join("".join(syllables[at : at + 2]) for at in range(0, _SYLLABLES, 2))
