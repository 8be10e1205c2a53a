"""Settings: how quiz looks and studies, explained and checked."""
