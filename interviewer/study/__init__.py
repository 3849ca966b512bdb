"""What comes between interviews: progress, schedule, drill, quick cards, Anki."""
