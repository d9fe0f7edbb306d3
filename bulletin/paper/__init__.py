"""An issue on paper: typesetting, what every printed edition shares."""
