"""Kuanggui (矿规): mineral-resource planning as software."""
