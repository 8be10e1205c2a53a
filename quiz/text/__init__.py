"""How words are handled: made safe, made comparable, and measured against each other."""
