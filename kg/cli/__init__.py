"""Parse the command line, call one library function, print. One file a command."""
