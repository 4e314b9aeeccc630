"""Names from CLDR, one file a language; see `kg.values.cldr`."""
