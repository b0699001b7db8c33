"""Chinese official paper after GB/T 9704: one document of blocks, drawn as an archival, accessible PDF."""
