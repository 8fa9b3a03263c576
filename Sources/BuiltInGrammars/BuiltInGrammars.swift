// The texts of Grammars/, embedded by the build plug-in.
