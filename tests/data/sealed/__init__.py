"""A file that the last program which bound sealed values to no row gave a password."""

from pathlib import Path

FORMER = Path(__file__).with_name("m021.sqlite.gz")
FORMER_FINGERPRINT = "894e659a6919de91e7ddbd1b02c01cda4470d2777e3a40a2c0d706fe2fd16cb8"
FORMER_PASSWORD = "春眠不觉晓 2024"
