"""All settings, from one TOML file: `settings` is the whole, `drivers` says how flows are switched."""
