"""The light page with a language model in a process of its own, for tests that kill either: both are stand-ins.

The stand-in for llama.cpp must be on ``PYTHONPATH``.
"""

from __future__ import annotations

from pathlib import Path

from interviewer.llm import build
from interviewer.llm.model_file import ModelFile
from tests.interviewer.web.light_page import serve

if __name__ == "__main__":
    build.missing_instructions = list  # type: ignore[assignment]
    ModelFile.require = lambda self: Path("model.gguf")  # type: ignore[method-assign]
    serve()
