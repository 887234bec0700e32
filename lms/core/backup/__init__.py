"""The whole site in one file and back again: database and files, whatever keeps them."""
