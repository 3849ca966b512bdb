"""The light page with a language model in a separate process, for tests that kill either of them. Both are stand-ins.

The stand-in for llama.cpp must be on ``PYTHONPATH``.
"""

from __future__ import annotations

from pathlib import Path

from interviewer.llm import build
from interviewer.llm.embedded.model_file import ModelFile
from tests.interviewer.web.light_page import serve

if __name__ == "__main__":
    build.missing_instructions = list  # type: ignore[assignment]
    ModelFile.require = lambda self: Path("model.gguf")  # type: ignore[method-assign]
    serve()
