"""People: municipalities, accounts and roles, groups, admission, onboarding and the directory."""
