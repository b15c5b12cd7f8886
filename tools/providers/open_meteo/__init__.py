"""Open-Meteo: forecasts and past weather of any place, without a key."""
