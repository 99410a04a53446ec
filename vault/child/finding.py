"""Finding items, and taking in the texts that somebody else took out of files."""

from __future__ import annotations

from vault.child import messages as m
from vault.child.listing import rows, shown_path
from vault.child.session import Session
from vault.engine.errors import Conflict
from vault.engine.query import Query, parse
from vault.engine.search import Match, Span, marks

_CATCH_UP_SECONDS = 0.02


def search_items(session: Session, request: m.SearchItems) -> m.Found:
    """What the query finds."""
    if not 1 <= request.limit <= m.MOST_ROWS:
        raise Conflict("a page out of bounds")
    query = parse(request.query)
    # What was changed last comes first, so a note that was just written is found.
    session.texts.catch_up(_CATCH_UP_SECONDS)
    matches = session.index.search(query, limit=request.limit + 1)
    more, matches = len(matches) > request.limit, matches[: request.limit]
    found = {row.id: row for row in rows(session.vault, [match.item.id for match in matches])}
    hits = tuple(_hit(match, found[match.item.id], query) for match in matches)
    return m.Found(hits, more, session.texts.behind)


def _hit(match: Match, row: m.Row, query: Query) -> m.Hit:
    in_name = _marks(marks(row.shown, query.terms))
    if match.in_text:
        return m.Hit(row, match.path, shown_path(match.path), match.snippet, _marks(match.marks), in_name)
    return m.Hit(row, match.path, shown_path(match.path), row.shown, in_name, in_name)


def _marks(spans: tuple[Span, ...]) -> tuple[m.Mark, ...]:
    return tuple(m.Mark(start, length) for start, length in spans)


def texts_wanted(session: Session, request: m.TextsWanted) -> m.Wanted:
    """Files whose text is not known."""
    if not 1 <= request.limit <= m.MOST_TEXTS:
        raise Conflict("a page out of bounds")
    wanted = session.texts.wanted(request.limit)
    return m.Wanted(tuple(m.WantedText(*one) for one in wanted), session.texts.behind)


def put_texts(session: Session, request: m.PutTexts) -> m.TextsTaken:
    """Texts came."""
    if len(request.texts) > m.MOST_TEXTS or any(
        (one.text is None) is (one.outcome == "taken") for one in request.texts
    ):
        raise Conflict("texts that nobody can have taken")
    taken = 0
    for one in request.texts:
        # Each in its own turn: a list is waiting, perhaps.
        with session.turn:
            taken += session.texts.put(one.item, one.version, one.text, one.outcome)
    return m.TextsTaken(taken, session.texts.behind)


def index_facts(session: Session, _: m.IndexFacts) -> m.IndexState:
    """What there is."""
    return m.IndexState(*session.texts.state)


def rebuild_index(session: Session, _: m.RebuildIndex) -> m.IndexState:
    """Begin anew."""
    with session.turn:
        session.texts.restart()
        return index_facts(session, m.IndexFacts())
