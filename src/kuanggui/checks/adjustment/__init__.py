"""Rules for adjustments of a plan: may this change happen, on this ground, now."""
