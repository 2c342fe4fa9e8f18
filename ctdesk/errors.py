"""The one distinction every layer makes: what a user can mend, and everything else."""

from __future__ import annotations

from collections.abc import Mapping


class UserError(Exception):
    """Something the user can mend.

    The message is one clear sentence that says what is wrong and what to do. It is shown as it
    is, without a traceback. Every other exception is a bug: it is logged, and said to be one.
    """


class Invalid(UserError):
    """A draft that cannot be stored as it is.

    `fields` maps the name of each field at fault to its own sentence, so that a form can show
    each beside its field; the message is the first of them.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(next(iter(fields.values())))
        self.fields = dict(fields)
