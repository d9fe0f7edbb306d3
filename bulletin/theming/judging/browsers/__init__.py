"""What browsers pass over without a word in a theme's style sheets (`sheets`) and pages (`pages`)."""
