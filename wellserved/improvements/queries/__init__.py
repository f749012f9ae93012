"""Every read of this room. What is shown takes the actor first."""
