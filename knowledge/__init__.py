"""The question bank and its search. Imports no other package of Viva."""
