"""Hidden tests of a two-layer network: how an answer's passes are called, and whether outputs and gradients are right."""
