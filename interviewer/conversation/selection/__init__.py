"""Which question comes next, by the time left and an estimate of the candidate's ability."""
