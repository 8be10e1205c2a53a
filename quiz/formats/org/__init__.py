"""Emacs' Org: headings that org-drill and org-fc ask about, with what those keep of when they are due."""
