"""What one run says: estimates with intervals, effects of format, groups, sensitivity."""
