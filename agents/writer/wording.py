"""What the writer is asked for."""

from __future__ import annotations

from pydantic import BaseModel, Field


class DayWording(BaseModel):
    """Words about one day of the plan."""

    day: int = Field(description="Index of the day in the plan, from 1.")
    intro: str = Field(default="", description="Two or three sentences that open the day.")
    tips: list[str] = Field(default_factory=list, description="Up to three short tips for this day, one sentence each.")


class TripWording(BaseModel):
    """Words about a finished travel plan: an introduction and tips for each day, and notes about the trip as a whole."""

    days: list[DayWording] = Field(default_factory=list, description="One entry for each day of the plan, in order.")
    notes: list[str] = Field(default_factory=list, description="Up to four notes about the whole trip, one sentence each.")
