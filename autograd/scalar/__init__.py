"""The Value tier: one number per node, in pure Python."""
