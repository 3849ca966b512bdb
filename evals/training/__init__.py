"""Trains and fits the shipped judge: training rows, the stages of training, and the calibration. Also the talk classifier."""
