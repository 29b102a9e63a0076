"""Statistics on arrays. Knows nothing of models, prompts or files."""
