"""The digital badge of a certificate: Open Badges 3.0 on the W3C Verifiable Credentials Data Model 2.0.

Why it is made this way: docs/adr/0030-digital-badges.md.

``document`` says what a badge says, ``proof`` signs it, ``statements`` and ``terms`` give the form that is signed,
``keys`` and ``did`` tell by what it is checked, ``status`` whether it still holds, ``baking`` and ``drawing`` make a
picture of it.
"""
