def read(f, n):
    yield from ()


def write(d, p):
    yield b""


def lost(d):
    yield from ()


def looks_like_item(t):
    return False
