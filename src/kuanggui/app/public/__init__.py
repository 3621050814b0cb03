"""What anybody may see without a login: a projection of the register, computed at each request; and what the public writes back."""
