"""Every template is used, exists in both languages with the same fields, and holds for every fault."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from string import Formatter

import pytest
from xiake.domain.constraint import COST_CATEGORIES
from xiake.planner.phrases import PHRASES as WORDS
from xiake.planner.verify.phrases import PHRASES

_FOLDER = Path(importlib.util.find_spec("xiake.planner.verify.verifier").origin).parent
_KEYS = tuple(re.findall(r'^ {8}"([a-z_]+\.[a-z_]+)": \(', (_FOLDER / "phrases.py").read_text("utf-8"), re.MULTILINE))
_CODE = "\n".join(file.read_text("utf-8") for file in _FOLDER.glob("*.py") if file.name != "phrases.py")


def _fields(key, language):
    template = PHRASES._phrases[key][language]
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_all_templates_are_seen():
    assert set(_KEYS) == set(PHRASES._phrases)


@pytest.mark.parametrize("key", _KEYS)
def test_used_and_alike_in_both_languages(key):
    family = key.split(".")[0]
    assert f'"{key}"' in _CODE or f'"{family}.{{' in _CODE or f'"{key.rpartition("_")[0]}_{{' in _CODE
    assert _fields(key, 0) == _fields(key, 1)


@pytest.mark.parametrize("key", sorted(set(re.findall(r'(?<!word\()"([a-z_]+\.[a-z_]+)"', _CODE))))
def test_literal_keys_exist(key):
    assert key in PHRASES


@pytest.mark.parametrize(
    "key",
    [
        *set(re.findall(r'word\("([a-z_]+\.[a-z_]+)"', _CODE)),
        *(f"category.{category}" for category in (*COST_CATEGORIES, "total")),
        *(f"subject.{subject}" for subject in ("attraction", "restaurant", "intercity_out", "intercity_back")),
    ],
)
def test_shared_words_exist_and_are_not_kept_twice(key):
    assert key in WORDS
    assert key not in PHRASES
