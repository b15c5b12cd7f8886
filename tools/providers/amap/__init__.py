"""Amap (高德): any city of China from live data, with a key."""
