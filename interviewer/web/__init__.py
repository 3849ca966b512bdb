"""The page. The only package that imports gradio.

Each tab or view has its own package: ``setup`` (the start), ``interview``, ``report``, ``cards``, ``progress``, ``evals``,
``bank``. In each, ``view`` holds the components and ``shown`` decides, without Gradio, what they show.

What they share is here: ``page`` puts them together from ``layout`` (which components there are), ``handlers`` (what happens)
and ``controls`` (the table of what triggers what). ``desk`` is the only way from the page to the application.
"""
