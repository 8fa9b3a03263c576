// Tokenizing
