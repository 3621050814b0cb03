"""Drawing shapes for an adjustment: cutting, joining, fitting, and what is wrong with them on the plan as it is."""
