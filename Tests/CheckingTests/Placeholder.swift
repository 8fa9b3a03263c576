// The tests of this room stand here, a file for each thing that it does.
