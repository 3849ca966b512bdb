"""Helps a person review questions: what a draft lacks, doubtful labels, hints that give the answer away."""
