"""Codes on receipts: easy to say, hard to guess, and kept by nobody."""

from hnu.jgzf.content.identity import Seal
from hnu.jgzf.domain import receipt_codes
import hashlib
import pytest


def test_a_code_is_twelve_random_characters_that_cannot_be_mistaken():
    codes = {receipt_codes.draw() for _i in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {12}
    assert set("".join(codes)) == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_a_code_is_shown_in_groups_of_four():
    assert receipt_codes.shown("0123456789AB") == "0123-4567-89AB"


@pytest.mark.parametrize(
    "typed",
    [
        "01AB-CDEF-GHJK",
        " 01ab cdef ghjk ",
        "OIABCDEFGHJK",
        "olab—cdef·ghjk",
        "０１ＡＢ－ＣＤＥＦ－ＧＨＪＫ",
        "\t01ab.cdef.ghjk\n",
    ],
)
def test_how_a_code_is_typed_makes_no_difference(typed):
    assert receipt_codes.fits(receipt_codes.seal("01ABCDEFGHJK"), typed)


@pytest.mark.parametrize("typed", ["", "01ABCDEFGHJ", "01ABCDEFGHJKM", "\ud800", "密" * 10_000])
def test_another_code_does_not_fit(typed):
    assert not receipt_codes.fits(receipt_codes.seal("01ABCDEFGHJK"), typed)


def test_the_same_code_is_kept_differently_each_time():
    first, second = receipt_codes.seal("01ABCDEFGHJK"), receipt_codes.seal("01ABCDEFGHJK")
    assert first.salt != second.salt
    assert first.digest != second.digest
    assert b"01ABCDEFGHJK" not in first.salt + first.digest
    assert first.digest != hashlib.sha256(first.salt + b"01ABCDEFGHJK").digest()


def test_no_code_fits_where_there_is_none():
    assert not receipt_codes.fits(receipt_codes.no_seal(), "")
    assert receipt_codes.no_seal() != receipt_codes.no_seal()


def test_a_python_without_scrypt_has_another_slow_hash(monkeypatch):
    monkeypatch.setattr(receipt_codes, "METHOD", receipt_codes.PBKDF2)
    kept = receipt_codes.seal("01ABCDEFGHJK")
    assert kept.method == "pbkdf2"
    # Read also where there is scrypt again
    monkeypatch.undo()
    assert receipt_codes.fits(Seal(*kept), "01ab-cdef-ghjk")
    assert not receipt_codes.fits(kept, "01ab-cdef-ghjm")
