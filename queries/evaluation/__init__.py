"""How right the facts of a store are: its tables held against facts that people have read by hand (gold)."""
