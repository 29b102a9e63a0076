"""Measurements of speed and size. Each module writes what it measured under ``results/``."""
