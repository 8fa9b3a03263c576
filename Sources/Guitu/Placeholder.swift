// Guitu
