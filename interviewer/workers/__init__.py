"""Workers that grade a batch together: what each is given, and workers on the machines of a Ray cluster."""
