"""Questions of Moodle and its kind: GIFT, Moodle XML, Aiken."""
