"""What publication.yaml, issue.yaml and the heads of articles may say: models, checks and schemas."""
