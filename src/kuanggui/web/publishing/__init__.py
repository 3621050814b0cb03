"""Publishing plans and answering the public, for officials."""
