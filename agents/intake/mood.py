"""How a clause is meant: wished or banned, firmly or loosely, and about what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from .token import Token

Frame = Literal["see", "eat", "stay", "ride"]

_FRAMES: dict[str, Frame] = {
    "GO": "see",
    "SEE": "see",
    "SIGHTS": "see",
    "STROLL": "see",
    "EAT": "eat",
    "TASTE": "eat",
    "STAY": "stay",
    "RIDE": "ride",
}


@dataclass(frozen=True)
class Mood:
    """The reading state inside a sentence.

    Attributes:
        frame: What it is about; carries over commas, ends with the sentence.
        negative: Whether what follows is banned.
        wanted: Whether anything says that it is wished at all.
        soft: Whether it is only hoped for.
        since: Position of the first cue; None when there was none.
        met: Whether something was wished or banned since the last cue of negation.
        carried: Whether the frame comes from an earlier clause.
        refused: The verb that the last cue of negation spoke of.
    """

    frame: Frame | None = None
    carried: bool = False
    negative: bool = False
    wanted: bool = False
    soft: bool = False
    since: int | None = None
    met: bool = False
    refused: str = ""

    def hear(self, at: int, token: Token) -> Mood:
        """The mood after a token."""
        since = at if self.since is None else self.since
        framed = _FRAMES.get(token.kind) or (
            token.value if token.kind in ("MUST", "WANT", "NEG") and token.value in _FRAMES.values() else None
        )
        if self.negative and token.kind in ("EAT", "STAY", "RIDE") and self.since is not None:
            if self.refused == token.kind:  # 不住酒店住民宿: the same verb again says what instead
                return replace(self, frame=_FRAMES[token.kind], carried=False, negative=False, met=False, since=at, refused="")
            return replace(self, refused=token.kind)._framed(at, token, since, framed)
        return self._framed(at, token, since, framed)

    def _framed(self, at: int, token: Token, since: int, framed: Frame | None) -> Mood:
        if framed:  # 想去, 必吃: the cue itself says what it is about
            return replace(self, frame=framed, carried=False)._hear(at, token, since)
        return self._hear(at, token, since)

    @property
    def place_frame(self) -> Frame | None:
        """What a named sight is wished for: an earlier clause's hotel has nothing to do with it."""
        return None if self.carried and self.frame == "stay" else self.frame

    def _hear(self, at: int, token: Token, since: int) -> Mood:
        match token.kind:
            case "STOP":
                return Mood()
            case "COMMA" | "BUT":
                return Mood(frame=self.frame, carried=self.frame is not None)
            case "NEG" | "EXCEPT":
                return replace(self, negative=True, wanted=True, soft=False, since=at, met=False, refused="")
            case "MUST" | "WANT" | "MAINLY" if self.negative and self.met:
                return replace(self, negative=False, wanted=True, soft=False, since=at, met=False)
            case "MUST" | "WANT":
                return replace(self, wanted=True, since=since, soft=self.soft and token.kind == "WANT")
            case "SPICE":  # 不吃辣川菜: what is banned goes on
                return replace(
                    self, frame="eat", carried=False, wanted=True, negative=token.value[1] or self.negative, since=since
                )
            case "LIKE" | "SOFT":
                return replace(self, wanted=True, soft=not self.negative, since=since)
            case kind if kind in _FRAMES:
                return replace(self, wanted=self.wanted or kind != "SIGHTS", since=since)
        return self
