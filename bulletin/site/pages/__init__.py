"""The pages around the releases: all issues, topics, documents, and addresses that have gone."""
