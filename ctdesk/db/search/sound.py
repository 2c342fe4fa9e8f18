"""Names by how they sound: one person's name in many scripts and spellings comes to common keys.

Muhammad, Mohamed and محمد are one name; nothing derived here is stored as a name or shown. A key
is a word of the full-text index; its first character, which no text has, says what it is made of:

    SOUNDS  muhamat   a word whose vowels are written: each kind of vowel is one letter
    BONES   mhmt      its consonants alone
    BARE    mhmt      the consonants of a word whose vowels are not written, as in Arabic
    SAME    ali       a name whose spellings have too little in common for the rules: see `_SAME`

A word with vowels is compared by all its sounds with its like, by consonants with the others.
The spellings are those of public style guides: ALA-LC and BGN/PCGN romanizations beside the
usual French and English ones, pinyin beside Wade-Giles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ctdesk.db.search.fold import fold

# Of the private use area: FTS5 takes them for letters, and `fold` leaves none in a text.
SOUNDS, BONES, BARE, SAME = "\ue000", "\ue001", "\ue002", "\ue003"

# Spellings of one name or surname that no rule of sounds brings together.
_SAME = (
    ("muhammad", "mohamed", "mohammed", "mohamad", "mehmet", "mamadou", "mahamat", "mouhamed",
     "muhammet", "mohd", "محمد"),
    ("ahmad", "ahmed", "ahmet", "amadou", "احمد"),
    ("yusuf", "youssef", "yousef", "youssouf", "yusup", "iusuf", "يوسف"),
    ("uthman", "osman", "othman", "ousmane", "usman", "عثمان"),
    ("ali", "aly", "علي"), ("musa", "moussa", "moosa", "موسي"), ("isa", "issa", "eisa", "عيسي"),
    ("ibrahim", "ebrahim", "ibrahima", "brahim", "ибрагим", "ابراهيم"),
    ("hussein", "husayn", "hussain", "hossein", "hocine", "houssein", "huseyin", "حسين"),
    ("khalid", "khaled", "khalit", "halid", "خالد"),
    ("alexander", "aleksandr", "alexandre", "oleksandr", "aliaksandr", "александр"),
    ("sergey", "sergei", "serguei", "serhiy", "сергей"),
    ("yuri", "yury", "iouri", "yuriy", "iurii", "юрий"),
    ("dmitry", "dmitri", "dmitriy", "dmitrii", "dimitri", "дмитрий"),
    ("nikolay", "nikolai", "nicolai", "mykola", "николай"),
    ("yevgeny", "evgeny", "evgeni", "evgenii", "eugene", "евгений"),
    ("aisha", "aicha", "ayesha", "aysha", "عائشة"), ("kim", "gim", "김"),
    ("lee", "yi", "rhee", "이"), ("park", "pak", "bak", "박"),
    ("choi", "choe", "최"), ("zhang", "chang", "张", "張"), ("zhou", "chou", "周"),
    ("xu", "hsu", "许", "徐"), ("cai", "tsai", "蔡"), ("zhao", "chao", "赵", "趙"),
    ("jiang", "chiang", "蒋", "蔣", "江"), ("deng", "teng", "邓", "鄧"),
    ("xie", "hsieh", "谢", "謝"),
    ("guo", "kuo", "郭"), ("gao", "kao", "高"), ("song", "sung", "宋"), ("zhu", "chu", "朱"),
)  # fmt: skip
_GROUP = {fold(spelling): names[0] for names in _SAME for spelling in names}

_SHORTEST = 4  # letters of a word whose sounds are compared: shorter ones are alike too often
_ARABIC = re.compile("[\u0600-\u06ff]")
# Words that stand before a name in Arabic, or are grown together with it: Abd al-, Abdul-, Abder-.
_ABD = re.compile(
    r"\babd(?:[aeou]?l|u(?=r)|[aeou](?= ?([a-z]) ?\1)| (?:al|el|ul|ar|er|as|es|an))?[ ]?"
    r"(?=[a-z]{3})|\babd[aeou][lr]\b"
)
_CYRILLIC_WORD = re.compile("[\u0400-\u04ff]+")
_ARTICLES = frozenset(("al", "el", "ul", "ar", "as", "es", "ash", "ad", "an", "at", "az"))
_ARTICLE = "ال"
# Sounds that are written in several ways, longest first.
_SOUNDS = (
    ("shch", "s"), ("tch", "s"), ("dzh", "j"), ("sch", "s"), ("sh", "s"), ("ch", "s"),
    ("zh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"),
    ("ck", "k"), ("gue", "ge"), ("gui", "gi"), ("qu", "k"), ("q", "k"), ("x", "ks"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("w", "v"),
)  # fmt: skip
_VOWELS = str.maketrans("aeiyou", "aaaauu")
_DOUBLE = re.compile(r"(.)\1+")


def latin(word: str) -> str:
    """A folded word in Latin letters; itself where it is so written, "" where nothing is left."""
    if word.isascii():
        return word
    from anyascii import anyascii  # most names need no tables of scripts

    return re.sub(r"[^a-z0-9]", "", anyascii(word).casefold())


def spoken(folded: str) -> str:
    """The words of a folded text that are in another script, as they are written in Latin."""
    return " ".join(filter(None, (latin(word) for word in folded.split() if not word.isascii())))


def keys(folded: str) -> str:
    """The keys under which a folded name is indexed, separated by blanks."""
    return " ".join(dict.fromkeys(key for word in _words(folded) for key in _kept(word)))


def wanted(folded: str) -> tuple[tuple[str, ...], ...]:
    """For each word of a folded query, any of these means it: a beginning where it ends in *."""
    return tuple((f"{word}*", *_meant(word)) for word in _words(folded))


def _meant(word: str) -> Iterator[str]:
    bones = _bones(word)
    group = _group(word)
    if group:
        yield f"{SAME}{group}"
    if _ARABIC.search(word):
        yield from (f"{BONES}{bones}", f"{BARE}{bones}") if len(bones) > 1 else ()
    elif len(word) > 2 and latin(word)[:1].isalpha():
        if len(word) >= _SHORTEST:
            yield f"{SOUNDS}{_sounds(word)}"
        if len(bones) > 1:
            yield f"{BARE}{bones}*"  # as a beginning: consonants are few


def _group(word: str) -> str:
    return _GROUP.get(word) or _GROUP.get(latin(word), "")


def _words(folded: str) -> Iterator[str]:
    """The words of a name, without articles, what is grown together taken apart."""
    said = _CYRILLIC_WORD.sub(lambda word: latin(word[0]), folded)
    for word in _ABD.sub("abd ", said).split():
        if _ARABIC.search(word):
            yield word.removeprefix(_ARTICLE) if len(word) > 4 else word
        elif word not in _ARTICLES:
            yield word


@lru_cache(maxsize=65_536)  # names are made of few words
def _kept(word: str) -> tuple[str, ...]:
    group, bones = _group(word), _bones(word)
    found = [f"{SAME}{group}"] if group else []
    if _ARABIC.search(word):
        found += [f"{BARE}{bones}"] if len(bones) > 1 else []
    elif latin(word)[:1].isalpha():
        found += [f"{SOUNDS}{_sounds(word)}"] if len(word) >= _SHORTEST else []
        found += [f"{BONES}{bones}"] if len(bones) > 1 else []
    return tuple(found)


def _sounds(word: str) -> str:
    """Consonants in one spelling; a, e, i and y are one vowel, o and u the other."""
    said = latin(word)
    for written, sound in _SOUNDS:
        said = said.replace(written, sound)
    if len(said) > 4:
        said = said.removesuffix("e").removesuffix("h")
    first = "y" if said.startswith("y") and len(said) > 1 and said[1] in "aeiou" else ""
    said = first + _DOUBLE.sub(r"\1", said.removeprefix(first).translate(_VOWELS))
    return said[:-1] + "t" if said.endswith("d") else said


def _bones(word: str) -> str:
    """The consonants; y and w count only where a word begins with them."""
    said = latin(word)
    for written, sound in _SOUNDS[:-1]:
        said = said.replace(written, sound)
    if len(said) > 3:
        said = said.removesuffix("h")
    said = _DOUBLE.sub(r"\1", said)
    bare = re.sub("[aeiou]", "", said[:1]) + re.sub("[aeiouyw]", "", said[1:])
    return bare[:-1] + "t" if bare.endswith("d") and len(bare) > 2 else bare
