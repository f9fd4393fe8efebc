"""What cnvn knows: people, offices, countries, places, series and the words of a language, as TOML files."""
