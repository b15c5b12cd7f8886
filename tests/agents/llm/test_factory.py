"""Models by name, and what is said where one can't be made."""

from __future__ import annotations

import pytest
from langchain_openai import ChatOpenAI
from xiake.agents.llm.factory import make_model
from xiake.agents.llm.pool import ModelPool
from xiake.agents.llm.tongyi import MendedTongyi
from xiake.domain.errors import ConfigurationError
from xiake.settings import Settings

KEY = "sk-configured-0123456789"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "OPENAI_API_KEY",
        "DEEPSEEK_API_KEY",
        "OPENAI_BASE_URL",
        "DASHSCOPE_HTTP_BASE_URL",
        "DASHSCOPE_COMPATIBLE_BASE_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DASHSCOPE_API_KEY", KEY)


@pytest.mark.parametrize(
    ("region", "variables", "native", "compatible"),
    [
        ("cn", {}, None, "https://dashscope.aliyuncs.com/compatible-mode/v1"),
        ("intl", {}, "https://dashscope-intl.aliyuncs.com/api/v1", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1"),
        ("intl", {"DASHSCOPE_HTTP_BASE_URL": "http://h:1/api/v1"}, "http://h:1/api/v1", "http://h:1/compatible-mode/v1"),
        ("cn", {"DASHSCOPE_COMPATIBLE_BASE_URL": "http://h:2/v1"}, None, "http://h:2/v1"),
    ],
)
def test_dashscope_is_asked_where_the_region_or_a_variable_says(
    region: str, variables: dict[str, str], native: str | None, compatible: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings = Settings(dashscope_region=region)
    tongyi, qwen = make_model("tongyi:qwen-plus", settings), make_model(" Qwen: qwen-plus ", settings)
    assert isinstance(tongyi, MendedTongyi)
    assert tongyi.base_address == native
    assert isinstance(qwen, ChatOpenAI)
    assert qwen.openai_api_base == compatible
    assert KEY not in repr(tongyi) + repr(qwen) + str(tongyi._identifying_params)


def test_servers_of_ones_own_need_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASHSCOPE_API_KEY")
    own = make_model("local:mine", Settings(model_url="http://127.0.0.1:7/v1"))
    assert isinstance(own, ChatOpenAI)
    assert own.openai_api_base == "http://127.0.0.1:7/v1"
    ollama = make_model("ollama:qwen3", Settings())
    assert isinstance(ollama, ChatOpenAI)
    assert ollama.openai_api_base == "http://127.0.0.1:11434/v1"


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ("qwen-plus", "XIAKE_MODEL='qwen-plus': PROVIDER:NAME is expected"),
        ("tongyi:", "PROVIDER:NAME"),
        ("tongji:qwen-plus", "XIAKE_MODEL='tongji:qwen-plus': there is no provider 'tongji'"),
        ("openai:gpt-5", "OPENAI_API_KEY"),
        ("deepseek:deepseek-chat", "DEEPSEEK_API_KEY"),
        ("local:mine", "XIAKE_MODEL_URL"),
        ("anthropic:claude", "langchain-anthropic"),
    ],
)
def test_what_is_missing_is_named(spec: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        make_model(spec, Settings())
    assert told in str(caught.value)


def test_values_that_may_be_secret_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in (f"{KEY} \u4e2d", f"{KEY}\n{KEY}"):
        monkeypatch.setenv("DASHSCOPE_API_KEY", key)
        with pytest.raises(ConfigurationError, match="DASHSCOPE_API_KEY is no key") as caught:
            make_model("tongyi:qwen-plus", Settings())
        assert KEY not in str(caught.value)
    with pytest.raises(ConfigurationError, match="XIAKE_MODEL_URL is no address") as caught:
        make_model("local:mine", Settings(model_url=f"ftp://user:{KEY}@host"))
    assert KEY not in str(caught.value)


def test_the_setting_that_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, setting in (("model_fallbacks", "XIAKE_MODEL_FALLBACKS"), ("vision_model", "XIAKE_VISION_MODEL")):
        with pytest.raises(ConfigurationError, match=f"{setting}='nobody:x'"):
            ModelPool.of(Settings(model="tongyi:qwen-plus", **{name: "nobody:x"}))
    with pytest.raises(ConfigurationError, match="model='nobody:y'"):
        ModelPool.of(Settings(), "nobody:y")
