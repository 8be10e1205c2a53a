"""Mnemosyne: its cards for sharing, its databases, and the files of its first version."""
