"""What a register of accounts says: findings of its own, and suggestions for answers."""
