"""What programs follow: feeds, the podcast, catalogues for e-readers, the calendar, the sitemap."""
