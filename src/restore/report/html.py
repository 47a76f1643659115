"""The report as one HTML file that needs no network and no script.

Everything that comes from a paper or a dictionary is first made visible, then escaped; a content
security policy forbids all but the one stylesheet, so even what slipped through could not act.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from restore.ledger import Evidence
from restore.report.data import PROVISIONAL, TIERS, Item, Note, Report, Where
from restore.report.glyph_html import section as glyph_section
from restore.report.glyphs import rests_on
from restore.report.markup import safe, tier_mark
from restore.report.pair import pair
from restore.report.words import counted, percent, sentence
from restore.wire import program_version

OPEN_KINDS = 60
"""A kind with more entries begins folded, so that a page with a thousand of them opens at once."""


def render(report: Report) -> str:
    """Return the page."""
    style = (files("restore") / "report" / "report.css").read_text(encoding="utf-8")
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    )
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{safe(report.name)}: what was restored</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *_header(report),
            "<main>",
            *_summary(report),
            *glyph_section(report.glyphs),
            *_corrections(report),
            *_findings(report),
            "</main>",
            *_footer(report),
            "</body>",
            "</html>",
            "",
        ]
    )


def _header(report: Report) -> Iterator[str]:
    """Yield the title and the figures a reader wants first."""
    figures = (
        (percent(report.untouched_share), "of the text untouched"),
        (f"{report.applied:,}", "corrections applied"),
        (f"{report.proposed:,}", "to review"),
        (f"{report.gaps:,}", "gaps reported"),
        (f"{report.noted:,}", "other places noted"),
    )
    yield "<header>"
    yield f"<h1>{safe(report.name)}</h1>"
    yield (
        f'<p class="soft">{counted(report.pages, "page")}; reader: {safe(report.reader)}. '
        f"{report.untouched:,} of {report.characters:,} characters stand as they were found.</p>"
    )
    yield '<ul class="cards">'
    yield from (f"<li><b>{number}</b> {words}</li>" for number, words in figures)
    yield "</ul>"
    yield f"<p>{escape(PROVISIONAL)}</p>"
    yield "</header>"


def _summary(report: Report) -> Iterator[str]:
    """Yield the table of kinds and tiers."""
    yield "<section>"
    yield "<h2>Damage by kind</h2>"
    if report.tallies:
        heads = ("kind of damage", "accept", "review", "leave", "applied", "reported")
        yield '<div class="wide"><table>'
        cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
        yield f"<thead><tr>{cells}</tr></thead>"
        yield "<tbody>"
        for tally in report.tallies:
            cells = "".join(f"<td>{n:,}</td>" if n else "<td>·</td>" for n in tally[1:])
            yield f'<tr><th scope="row">{safe(tally.damage)}</th>{cells}</tr>'
        yield "</tbody></table></div>"
        yield "<dl>"
        yield from (f"<dt>{tier_mark(t)}</dt><dd>{escape(w)}</dd>" for t, w in TIERS.items())
        yield "</dl>"
    else:
        yield "<p>No damage was found.</p>"
    yield "</section>"


def _corrections(report: Report) -> Iterator[str]:
    """Yield what waits for a person, what was applied, and what was left or rejected."""
    review = [i for i in report.items if i.waits]
    applied = [i for i in report.items if i.stands]
    left = [i for i in report.items if not i.waits and not i.stands]
    for title, about, items in (
        ("To review", "Proposed, not applied: a person decides.", review),
        ("Applied", "These stand in the restored text.", applied),
        ("Left as found", "Rejected by a person, or too unsure to propose.", left),
    ):
        yield from _section(title, about, [(i.damage, _item(i)) for i in items])


def _findings(report: Report) -> Iterator[str]:
    """Yield what is missing and what is doubtful."""
    gaps = [n for n in report.findings if n.status == "gap"]
    rest = [n for n in report.findings if n.status != "gap"]
    about = "Something is missing here that nothing proves; it is reported and never filled."
    yield from _section("Gaps", about, [(n.damage, _note(n)) for n in gaps])
    about = "Redactions, doubtful matter, broken paragraphs: reported, and left as they are."
    yield from _section("Noted", about, [(n.damage, _note(n)) for n in rest])


def _section(title: str, about: str, entries: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a section with a fold for each kind of damage; nothing where there are no entries."""
    if not entries:
        return
    yield "<section>"
    yield f"<h2>{title}</h2>"
    yield f'<p class="soft">{about}</p>'
    for kind in dict.fromkeys(kind for kind, _ in entries):
        own = [entry for each, entry in entries if each == kind]
        state = " open" if len(own) <= OPEN_KINDS else ""
        yield f'<details class="kind"{state}>'
        yield f'<summary><h3>{safe(kind)}</h3> <span class="soft">{len(own):,}</span></summary>'
        yield "<ol>"
        yield from own
        yield "</ol></details>"
    yield "</section>"


def _item(item: Item) -> str:
    """Return one correction."""
    reasons = [
        *((e.witness, _weighed(e)) for e in item.evidence),
        *(("rests on", said) for said in _rests_on(item)),
        *([("until then", f"“{safe(item.held)}” stands in the text")] if item.gapped else []),
        *(("or", f"“{safe(a.text)}”{_because(a.evidence)}") for a in item.alternatives),
        *_steps(item),
    ]
    return (
        f'<li class="entry" id="{safe(item.id)}"><p class="meta">{_place(item.where, item.id)}'
        f"{tier_mark(item.tier)}<span>{'gap for now' if item.gapped else item.status}</span>"
        f'<span class="number">{percent(item.confidence)}</span></p>'
        f"{pair(item, safe)}{_reasons(reasons)}</li>"
    )


def _rests_on(item: Item) -> Iterator[str]:
    """Yield the decisions a correction rests on, glyphs with a link to the least sure of them."""
    for said, glyph in rests_on(item.causes):
        yield f'<a href="#{safe(glyph)}">{safe(said)}</a>' if glyph else safe(said)


def _steps(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the places where a reviewer could stop, where there is more than one."""
    if len(item.steps) > 1:
        for step in item.steps:
            yield "step", f"{safe(step.rule)}: “{safe(step.after)}”"


def _note(note: Note) -> str:
    """Return one finding."""
    size = f", {counted(note.size, 'character')} lost" if note.size is not None else ""
    related = f" See {_words(note.related)}." if note.related else ""
    reasons = [(e.witness, _weighed(e)) for e in note.evidence if e.says != note.says]
    return (
        f'<li class="entry" id="{safe(note.id)}"><p class="meta">{_place(note.where, note.id)}'
        f'<span class="number">{percent(note.confidence)}</span></p>'
        f"<p>{safe(sentence(note.says + size))}{related}</p>"
        f'<p class="quote"><bdi>{safe(note.left)}</bdi><mark>{safe(note.text)}</mark>'
        f"<bdi>{safe(note.right)}</bdi></p>{_reasons(reasons)}</li>"
    )


def _reasons(reasons: Iterable[tuple[str, str]]) -> str:
    """Return the first reason for all to see, the others folded."""
    first, *rest = [f"<dt>{safe(who)}</dt><dd>{what}</dd>" for who, what in reasons] or [""]
    more = f"<details><summary>more</summary><dl>{''.join(rest)}</dl></details>" if rest else ""
    return f'<div class="why"><dl>{first}</dl>{more}</div>' if first else ""


def _weighed(evidence: Evidence) -> str:
    """Return what a witness says, and whether it speaks against the reading."""
    return safe(evidence.says) + (" (speaks against it)" if evidence.weight < 0 else "")


def _because(evidence: Sequence[Evidence]) -> str:
    """Return the reasons for another reading in brackets."""
    said = "; ".join(f"{safe(e.witness)}: {_weighed(e)}" for e in evidence)
    return f" ({said})" if said else ""


def _place(where: Where, name: str) -> str:
    """Return a place, as a link that others can be sent."""
    return f'<a href="#{safe(name)}">{_words(where)}</a>'


def _words(where: Where) -> str:
    """Return a place as people say it."""
    return f"page {where.page}, line {where.line}"


def _footer(report: Report) -> Iterator[str]:
    """Yield what the report was made from."""
    yield "<footer>"
    yield from (f"<p>{safe(note)}</p>" for note in report.notes)
    yield f"<p>Made by restore {escape(program_version())} from a text with SHA-256 "
    yield f"{safe(report.source_sha256)}.</p>"
    yield "</footer>"
