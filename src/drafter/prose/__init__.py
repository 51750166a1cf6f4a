"""What running text says: the masks and look-alikes in it."""
