"""Publishing into a bucket that speaks S3."""
