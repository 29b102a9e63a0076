"""Small real language models, put together from packages, and the benchmark run on them."""
