"""Words for the codes and figures of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from ctdesk.db.queries.sheets import EngagementLine
from ctdesk.reports.unicode import isolate
from ctdesk.words import _, ngettext


def _worded(code: str, words: dict[str, str]) -> str:
    """A code without a word here is data an officer added: it stands for itself."""
    return words.get(code, code.replace("_", " "))


def sensitivity(code: str) -> str:
    words = {
        "unclassified": _("Unclassified"),
        "confidential": _("Confidential"),
        "strictly_confidential": _("Strictly confidential"),
    }
    return _worded(code, words)


def modality(code: str) -> str:
    words = {"in_person": _("in person"), "virtual": _("virtual"), "hybrid": _("hybrid")}
    return _worded(code, words)


def status(code: str) -> str:
    words = {
        "planned": _("planned"),
        "held": _("held"),
        "postponed": _("postponed"),
        "cancelled": _("cancelled"),
    }
    return _worded(code, words)


def level(code: str) -> str:
    words = {
        "principal": _("Principal"),
        "ambassadorial": _("Ambassadorial"),
        "usg_asg": _("Under-Secretary-General or Assistant Secretary-General"),
        "director": _("Director"),
        "working": _("Working"),
    }
    return _worded(code, words)


def role(code: str) -> str:
    words = {
        "chair": _("Chair"),
        "co_chair": _("Co-chair"),
        "organizer": _("Organizer"),
        "co_organizer": _("Co-organizer"),
        "speaker": _("Speaker"),
        "guest_speaker": _("Guest speaker"),
        "briefer": _("Briefer"),
        "delegate": _("Delegate"),
        "observer": _("Observer"),
        "interpreter": _("Interpreter"),
        "invited": _("Invited"),
    }
    return _worded(code, words)


def attendance(code: str) -> str:
    words = {
        "in_person": _("in person"),
        "virtual": _("virtual"),
        "invited": _("invited"),
        "apologies": _("apologies"),
    }
    return _worded(code, words)


def rank(code: str) -> str:
    return _worded(code, {"primary": _("primary"), "alternate": _("alternate")})


def commitment_state(code: str) -> str:
    words = {
        "open": _("open"),
        "done": _("done"),
        "dropped": _("dropped"),
        "superseded": _("superseded"),
    }
    return _worded(code, words)


def item_state(code: str) -> str:
    words = {
        "to_be_confirmed": _("to be confirmed"),
        "under_way": _("under way"),
        "done": _("done"),
        "missed": _("missed"),
    }
    return _worded(code, words)


def programme(code: str) -> str:
    """The programme of a joint initiative, whole."""
    words = {
        "joint_appeal": _("Joint Appeal for Counter-Terrorism in Africa"),
        "kuwait_phase": _("Kuwait Phase of the Dushanbe Process"),
        "": _("Other"),
    }
    return _worded(code, words)


def programme_in_short(code: str) -> str:
    """The programme of a joint initiative in the words of a chip."""
    words = {
        "joint_appeal": _("Joint Appeal"), "kuwait_phase": _("Kuwait Phase"), "": _("Other"),
    }  # fmt: skip
    return _worded(code, words)


def initiative_state(code: str) -> str:
    words = {
        "planned": _("planned"),
        "under_way": _("under way"),
        "done": _("done"),
        "dropped": _("dropped"),
    }
    return _worded(code, words)


def kind(code: str) -> str:
    """The kind of an organization."""
    words = {
        "regional": _("Regional or subregional organization"),
        "entity": _("Entity of the Compact"),
        "compact": _("Body of the Compact"),
        "working_group": _("Working Group of the Compact"),
        "state": _("State"),
        "field": _("Field presence"),
        "civil_society": _("Civil society"),
        "academia": _("Academia"),
        "private_sector": _("Private sector"),
        "other": _("Other"),
    }
    return _worded(code, words)


def spelled(number: int) -> str:
    """A number in prose: words under ten, figures from ten."""
    words = (
        _("no"), _("one"), _("two"), _("three"), _("four"),
        _("five"), _("six"), _("seven"), _("eight"), _("nine"),
    )  # fmt: skip
    return words[number] if 0 <= number < len(words) else f"{number:,}"


def listed(names: Iterable[str]) -> str:
    """ "AU, ECOWAS and LCBC"."""
    told = [isolate(name) for name in names]
    if len(told) < 2:
        return "".join(told)
    return _("{several} and {last}").format(several=", ".join(told[:-1]), last=told[-1])


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMBERED = re.compile(rf"(Decision|Milestone|Priority|Pillar) ([0-9]+|{'|'.join(_ROMAN)})")


def compact(items: Iterable[str]) -> str:
    """Labels of framework items, numbers of one kind together: "Decisions 4, 7; Milestone 1"."""
    told: list[str] = []
    for key, group in groupby(sorted(items, key=_order), key=lambda label: _order(label)[0]):
        labels = list(dict.fromkeys(group))
        found = [_NUMBERED.fullmatch(label) for label in labels]
        numbers = [each[2] for each in found if each]
        if len(labels) > 1 and len(numbers) == len(labels):
            told.append(_plural(key).format(numbers=",\u00a0".join(numbers)))
        else:
            told += [isolate(label) for label in labels]
    return "; ".join(told)


def _order(label: str) -> tuple[str, int, str]:
    found = _NUMBERED.fullmatch(label)
    if not found:
        return label, 0, label
    figures = found[2]
    return found[1], int(figures) if figures.isdecimal() else _ROMAN.index(figures), ""


def _plural(key: str) -> str:
    plurals = {
        "Decision": _("Decisions\u00a0{numbers}"),
        "Milestone": _("Milestones\u00a0{numbers}"),
        "Priority": _("Priorities\u00a0{numbers}"),
        "Pillar": _("Pillars\u00a0{numbers}"),
    }
    return plurals[key]


def under(line: EngagementLine) -> str:
    """The framework items of an engagement, the desk's own readings apart and marked."""
    sourced = [label for label in line.under if label not in line.readings]
    read = [label for label in line.under if label in line.readings]
    parts = [compact(sourced)] if sourced else []
    if read:
        parts.append(_("{items} (our\u00a0reading)").format(items=compact(read)))
    return "; ".join(parts)


def engagement(line: EngagementLine) -> str:
    """What an engagement is called: its title, or its type where it has none."""
    return line.title or line.kind


def place(line: EngagementLine) -> str:
    """ "Conference Room 8, New York, hybrid", as far as known."""
    parts = [isolate(line.venue), isolate(line.city), modality(line.modality)]
    return ", ".join(part for part in parts if part)


def engagements_held(count: int) -> str:
    return ngettext("{count} engagement held", "{count} engagements held", count).format(
        count=spelled(count)
    )


def member_states(count: int) -> str:
    return ngettext("{count} member State", "{count} member States", count).format(
        count=spelled(count)
    )


def delegates(count: int) -> str:
    words = ngettext("{count} additional delegate", "{count} additional delegates", count)
    return words.format(count=spelled(count))


def capitalized(text: str) -> str:
    """A phrase at the beginning of a sentence; names keep their own capitals."""
    return text[:1].upper() + text[1:]


EVERY = ("month", "quarter", "half_year", "year")


def every(code: str) -> str:
    """A period of a target: "quarter"."""
    return {
        "month": _("month"), "quarter": _("quarter"), "half_year": _("half-year"),
        "year": _("year"),
    }.get(code, code)  # fmt: skip


def often(times: int, code: str) -> str:
    """How often a target asks: once a quarter, 3 times a year."""
    if times == 1:
        return _("once a {period}").format(period=every(code))
    if times == 2:
        return _("twice a {period}").format(period=every(code))
    return _("{count} times a {period}").format(count=times, period=every(code))


def plain(code: str) -> str:
    """A code that an officer writes: it stands for itself."""
    return _worded(code, {})


def need_kind(code: str) -> str:
    words = {"need": _("need"), "challenge": _("challenge"), "practice": _("practice")}
    return _worded(code, words)


def need_state(code: str) -> str:
    words = {
        "open": _("open"),
        "being_met": _("being met"),
        "met": _("met"),
        "dropped": _("dropped"),
    }
    return _worded(code, words)


def mark_need(code: str) -> str:
    """What saying of a need how far it is met is called."""
    words = {
        "open": _("Mark as open"),
        "being_met": _("Mark as being met"),
        "met": _("Mark as met"),
        "dropped": _("Mark as dropped"),
    }
    return _worded(code, words)


def priority(code: str) -> str:
    return _worded(code, {"high": _("high"), "medium": _("medium"), "low": _("low")})


def action_state(code: str) -> str:
    """How far an action of the plan is."""
    words = {
        "open": _("open"),
        "under_way": _("under way"),
        "done": _("done"),
        "dropped": _("dropped"),
    }
    return _worded(code, words)


def repeats(code: str) -> str:
    """How often a promise recurs."""
    return _worded(
        code,
        {
            "monthly": _("monthly"),
            "quarterly": _("quarterly"),
            "half_yearly": _("half-yearly"),
            "yearly": _("yearly"),
        },
    )
