"""What anybody may see over HTTP without a login, and what anybody may write to the bureau."""
