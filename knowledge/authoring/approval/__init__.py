"""Helps a person approve questions: what a draft lacks, doubtful labels, hints that give the answer away."""
