"""Every pair of colours that meets on the screen can be told apart, in each theme."""

import pytest

from desktop_app.ui.theme import THEMES, tokens

TEXT, CONTROL = 4.5, 3.0
GROUNDS = "background", "surface", "raised", "side"
TONES = "late", "due", "done", "calm", "stopped"
TEXTS = [
    *[("text", ground) for ground in (*GROUNDS, "accent_soft")],
    *[("text", f"{tone}_soft") for tone in TONES],
    *[("faint", ground) for ground in GROUNDS],
    *[("accent", ground) for ground in ("surface", "background")],
    *[(tone, ground) for tone in TONES for ground in (f"{tone}_soft", "surface")],
    ("late", "side"),
    ("due", "raised"),
    ("accent_text", "accent"),
    ("accent_text", "accent_strong"),
    ("selected_text", "selected"),
    ("practice_text", "practice"),
]
CONTROLS = [
    *[("strong_line", ground) for ground in GROUNDS],
    *[("focus", ground) for ground in GROUNDS],
    *[("focus", f"{tone}_soft") for tone in TONES],
    *[(tone, ground) for tone in TONES for ground in ("surface", "background")],
    ("accent", "surface"),
    *[("text", ground) for ground in GROUNDS],
]


def brightness(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    lighter, darker = sorted((brightness(one), brightness(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXTS, TEXT), (CONTROLS, CONTROL)])
def test_what_meets_on_the_screen_can_be_told_apart(
    theme: str, pairs: list[tuple[str, str]], least: float
) -> None:
    known = tokens(theme)
    weak = {pair: contrast(known[pair[0]], known[pair[1]]) for pair in pairs}
    assert {pair: round(found, 2) for pair, found in weak.items() if found < least} == {}
