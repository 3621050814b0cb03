"""What is due when and for whom: yearly duties of a plan, ends of planning periods, renewals of rights."""
