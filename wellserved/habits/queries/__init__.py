"""Reading habits."""
