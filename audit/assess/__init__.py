"""Pure: a pack and answers in, a result out. No disk, no terminal, no clock, no environment."""
