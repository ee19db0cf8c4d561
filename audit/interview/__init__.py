"""The interview: its flow without a screen, and a terminal that only draws and reads."""
