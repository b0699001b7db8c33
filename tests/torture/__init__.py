"""Long runs: kill -9, full disks, bit flips, fuzzing. ``make test`` runs a little of each, ``make torture`` all."""
