"""The bundled catalogue: facts about ten Chinese cities, read from YAML."""
