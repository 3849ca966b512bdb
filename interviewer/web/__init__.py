"""The page. The one room that imports gradio."""
