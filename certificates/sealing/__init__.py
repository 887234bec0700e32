"""The electronic seal on the file of a certificate: PAdES, by a key of the city's own.

Why a key of one's own: docs/adr/0026-a-seal-of-ones-own.md.

``keys`` holds the key, ``pdf`` puts the seal on. Importing the latter costs a second, so it is done when first needed.
"""
