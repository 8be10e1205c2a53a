"""Statistics: charts of the log, of the memories and of what is to come."""
