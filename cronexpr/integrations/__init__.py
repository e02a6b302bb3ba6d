"""One module for each framework, which it imports; nothing imports them but whoever wants one."""
