"""Rows and the forms they are printed in: a table on a terminal, plain lines in a pipe, JSON, CSV."""
