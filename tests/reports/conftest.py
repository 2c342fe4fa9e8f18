"""Fonts once for all tests of the sheets: reading them anew would be most of the time."""

from __future__ import annotations

import pytest

from ctdesk.reports.fonts import Fonts


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts()
