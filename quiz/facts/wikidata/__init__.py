"""Reading Wikidata's entity documents."""
