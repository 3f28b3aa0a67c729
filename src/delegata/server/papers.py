"""Long papers, made on threads of their own, so that no page waits for them.

Minutes, motion books and the record take as long as many pages do, and a hall asks for them all at
once.
"""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE = 2
"""Papers that are being made; who asks for more waits for a turn."""
_PAPERS = (".pdf", ".docx", ".xlsx", ".csv", "/minutes", "/record")


class Papers:
    """Stands before the office: pages go through, papers wait for their turn."""

    def __init__(self, pages: ASGIApp, papers: ASGIApp) -> None:
        self._pages = pages
        self._papers = papers
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it; who has gone before the turn comes gets no paper made."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_paper(scope):
            await self._pages(scope, receive, send)
            return
        await receive()  # the request, whose body nobody reads
        gone = asyncio.ensure_future(receive())
        try:
            async with self._turns:
                if not (gone.done() and gone.result()["type"] == "http.disconnect"):
                    await self._papers(scope, _no_body, send)
        finally:
            gone.cancel()


def _is_paper(scope: Scope) -> bool:
    path: str = scope["path"]
    return path.endswith(_PAPERS)


async def _no_body() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
