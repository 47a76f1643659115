"""Mojibake: text written in one encoding and read in another.  The wall around ftfy.

    repaired    MÃ¼llerâ€™s fÃªte    ->   Müller’s fête
    refused     SÃO TOMÉ, l’été, «Đổi Mới», “CAFÉ” (sound text in other languages)

ftfy judges well whether a run of characters is mojibake, but it knows only the text it is given,
so each small run is asked about alone and its neighbours stay as they are.  Only its repairs of
encoding are used: quotes, ligatures, widths and accents are the author's or another kind's matter.

Within a name, an abbreviation or an archive citation a pair that may be two letters stands, unless
another place of the paper follows the same plan.

Price: a lone pair such as `É”` that could be either a shouted word in quotation marks or a broken
letter is left as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ftfy import ExplanationStep, TextFixerConfig, fix_encoding_and_explain

from restore.compose import Proposal
from restore.evidence.words import WORD_RE, is_known
from restore.ledger import Cause, Evidence
from restore.text import Span
from restore.view import View

DAMAGE = "mojibake"

CONTINUES = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The bytes 0x80-0xBF as Latin-1 and Windows-1252 show them: later bytes of UTF-8."""

SUSPECT_RE = re.compile(
    rf"(?:[\u00c2-\u00df][{CONTINUES}]"  # two bytes: letters with marks, Greek, Cyrillic
    rf"|[\u00e0-\u00ef][{CONTINUES}]{{2}}"  # three: quotes, dashes, Chinese, Korean
    rf"|[\u00f0-\u00f4][{CONTINUES}]{{3}}"  # four: signs beyond the first plane
    rf"|Ã )+"  # "à", whose second byte is a no-break space that some program made a plain one
)
CONFIG = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    replace_lossy_sequences=False,  # makes U+FFFD of what it cannot read: no mending
    decode_inconsistent_utf8=True,
)

# Weights in nats, set by hand and not yet fitted.  The price of one wrong repair is a letter of a
# foreign name, which no reader of English would notice.
TWO_BYTES = 1.5
"""For one pair: a capital with a mark does stand before a quote or a sign now and then."""

LONE = "Ã "
"""Either "à" or the letter itself, which a paper may name: one such place alone proves nothing."""

LONE_PAIR = 0.0
"""For that one; four places of a paper that follow the same plan make it as sure as any pair."""

SURE_PAIR = 3.5
"""For a pair that begins with Â or Ã: no language has them before a sign or a control character."""

MORE_BYTES = 4.0
"""For a sequence of three or four bytes in valid UTF-8: one in some thousand random triples is."""


def propose(view: View) -> Iterator[Proposal]:
    """Yield a proposal for every run that was read in a wrong encoding."""
    runs = list(SUSPECT_RE.finditer(view.text))
    if not runs:
        return
    plans = [(run, *_mended(run.group())) for run in runs]
    often = Counter(_cause(steps).id for _, _, steps in plans if steps)
    for run, after, steps in plans:
        if not steps or after == run.group():
            continue
        times = often[_cause(steps).id]
        if times > 1 or _weight(run.group()) > TWO_BYTES or not view.shielded(Span(*run.span())):
            yield _proposal(view, run, after, steps, often=times)


def _mended(run: str) -> tuple[str, list[ExplanationStep]]:
    """Return what a run was meant to be, with ftfy's plan; the plan is empty where it is sound."""
    after, steps = fix_encoding_and_explain(run, CONFIG)
    after, steps = _again(after, steps) if steps else (after, [])
    if not steps or "\ufffd" in after or any(ord(c) < 32 for c in after):
        return run, []
    return after, steps


def _again(after: str, steps: list[ExplanationStep]) -> tuple[str, list[ExplanationStep]]:
    """Return what a run is whose mended text is mojibake still: it was read wrongly twice.

    ftfy stops where two characters alone look well enough ("Å¡"); behind a first wrong reading they
    are a second one ("š").
    """
    done = list(steps)
    while SUSPECT_RE.fullmatch(after):
        try:
            inner = after.encode("sloppy-windows-1252").decode("utf-8")
        except UnicodeError:
            break
        after = inner
        done += [
            ExplanationStep("encode", "sloppy-windows-1252"),
            ExplanationStep("decode", "utf-8"),
        ]
    return after, done


def _cause(steps: list[ExplanationStep]) -> Cause:
    """Return the one decision that all runs with the same plan rest on."""
    plan = ", ".join(f"{action} {parameter}" for action, parameter in steps)
    return Cause(f"mojibake:{plan}", DAMAGE, f"text was read in a wrong encoding: {plan}")


def _proposal(
    view: View, run: re.Match[str], after: str, steps: list[ExplanationStep], *, often: int
) -> Proposal:
    """Make the proposal to read one run in its right encoding."""
    cause = _cause(steps)
    evidence = [Evidence("encoding", f"ftfy: {cause.says}", _weight(run.group()))]
    evidence += _language(view, run, after)
    if often > 1 and view.uses("document"):
        says = f"{often} places of the paper follow the same plan"
        evidence.append(Evidence("document", says, min(1.5, 0.5 * (often - 1))))
    return Proposal(
        damage=DAMAGE,
        rule="right-encoding",
        span=Span(*run.span()),
        after=after,
        evidence=tuple(evidence),
        cause=cause,
    )


def _weight(run: str) -> float:
    """Return how much the bytes themselves say."""
    if run == LONE:
        return LONE_PAIR
    if run[0] in "ÂÃ":
        return SURE_PAIR
    return TWO_BYTES if len(run) == 2 else MORE_BYTES


def _language(view: View, run: re.Match[str], after: str) -> Iterator[Evidence]:
    """Say so where the mended word is known, or where a word in capitals just ends here."""
    before = view.text[max(0, run.start() - 30) : run.start()]
    if len(run.group()) == 2 and run.group()[1] in "”’»\u00a0 " and before[-1:].isupper():
        # More than all that can speak for it: whole papers are full of such words, or of none.
        yield Evidence("character", "a word in capitals that ends, or its quotation does", -8.0)
    if not view.uses("language") or not after.isalpha():
        return
    whole = before + after + view.text[run.end() : run.end() + 30]
    for word in WORD_RE.finditer(whole):
        if word.start() <= len(before) < word.end() and is_known(word.group()):
            yield Evidence("language", f'"{word.group()}" is a word', 1.5)
