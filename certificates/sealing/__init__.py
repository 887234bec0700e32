"""The electronic seal on the file of a certificate: PAdES, by a key of the city's own (docs/adr/0026-a-seal.md).

``keys`` holds the key, ``pdf`` puts the seal on. Importing the latter costs a second, so it is done when first needed.
"""
