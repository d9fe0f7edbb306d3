"""The edition "loudspeaker": what a station plays or reads out."""
