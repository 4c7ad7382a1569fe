"""Codes on receipts: drawn, written in groups, read as people type them, kept as a slow hash."""

from hnu.jgzf.content.identity import Seal
import hashlib
import hmac
import secrets
import unicodedata


# Crockford's base 32: no I, L, O, U, so that it can be said on the phone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What is heard or read for one of them
ALIKE = str.maketrans("OIL", "011")

LENGTH = 12
GROUP = 4
# More than this nobody copies from a receipt.
TYPED_AT_MOST = 100

SCRYPT = "scrypt"
PBKDF2 = "pbkdf2"
# 16 MB and some 50 ms on a processor of today
COST, BLOCK_SIZE = 2**14, 8
# Of PBKDF2, which a Python without scrypt has
ROUNDS = 600_000
METHOD = SCRYPT if hasattr(hashlib, "scrypt") else PBKDF2


def draw(length=LENGTH):
    """Random characters of the alphabet."""
    return "".join(secrets.choice(ALPHABET) for _i in range(length))


def shown(code):
    """A code as people read it: ``XXXX-XXXX-XXXX``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed):
    """What somebody typed, without what does not matter: case, spaces, hyphens, likeness, width."""
    plain = unicodedata.normalize("NFKC", typed[:TYPED_AT_MOST]).upper()
    return "".join(char for char in plain if char.isalnum()).translate(ALIKE)


def seal(code):
    """The :class:`Seal` by which ``code``, as drawn, is known again."""
    salt = secrets.token_bytes(16)
    return Seal(METHOD, salt, _digest(METHOD, salt, code))


def no_seal():
    """One that no code fits: for the work that has to be done where there is none."""
    return Seal(METHOD, secrets.token_bytes(16), secrets.token_bytes(32))


def fits(kept, typed):
    """Whether ``typed`` is the code of the seal ``kept``; takes as long either way."""
    return hmac.compare_digest(kept.digest, _digest(kept.method, kept.salt, read(typed)))


def _digest(method, salt, code):
    # Half characters came from no receipt.
    word = code.encode(errors="replace")
    if method == SCRYPT:
        return hashlib.scrypt(word, salt=salt, n=COST, r=BLOCK_SIZE, p=1, dklen=32)
    return hashlib.pbkdf2_hmac("sha256", word, salt, ROUNDS)
