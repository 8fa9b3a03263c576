// Outlining
