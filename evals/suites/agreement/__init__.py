"""Grades of labelled answers: how well they agree with the labels and with other graders."""
