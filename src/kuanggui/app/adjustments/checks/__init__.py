"""What is checked before an adjustment goes on: the rules for adjustments, the ground, the layers, the figures of the plan."""
