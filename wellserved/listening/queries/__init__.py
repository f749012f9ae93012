"""Every read of listening rounds. What is shown takes the actor first."""
