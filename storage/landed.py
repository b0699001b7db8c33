"""Which migrations this program knows, told without importing what runs them (it is slow to import)."""

LANDED = (
    "m001_registers", "m002_journal", "m003_indexes", "m004_search", "m005_letters", "m006_calendar", "m007_issued",
    "m008_seal", "m009_privacy", "m010_sentences",
)
"""The migrations of ``storage.migrations`` in order; a file whose list is the same needs nothing."""

APPLICATION_ID = 1145262692
"""What marks a file as ours (``PRAGMA application_id``): “DCRd”, never changed."""

USER_VERSION = int(LANDED[-1][1:4])
"""The version of the schema (``PRAGMA user_version``): the number of the last migration."""
