"""Answers -> pictures: the scene of a cascade, its layout, and the page that shows it."""
