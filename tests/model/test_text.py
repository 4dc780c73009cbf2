"""Cleaning, folding and tone placement of Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.text import (
    clean,
    clean_lines,
    folded,
    new_tone,
    search_words,
    tone_key,
    upper_vi,
    words,
)

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)
vietnamese_text = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " '-.0123456789", max_size=60)
any_text = st.one_of(st.text(max_size=60), vietnamese_text)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def test_clean_removes_invisible_characters_and_joins_spaces() -> None:
    typed = "\ufeff Ng\u200buyễn\u00a0\u00a0Văn\t\r\n Hò\u00ada\x00\x9f "
    assert clean(typed) == "Nguyễn Văn Hòa"


def test_clean_drops_half_surrogates_that_no_file_can_hold() -> None:
    assert clean("a\ud800b") == "ab"
    clean(nfd("Hòa\udfff")).encode("utf-8")


def test_clean_keeps_emoji_and_case() -> None:
    assert clean("Hòa 🙂 ĐẶNG") == "Hòa 🙂 ĐẶNG"


def test_clean_lines_keeps_lines_and_trims_each() -> None:
    assert clean_lines("\r\n dòng  một \r\n\r\ndòng hai\t\rba\n\n") == "dòng một\n\ndòng hai\nba"


@given(any_text)
def test_clean_twice_is_clean_once_and_ignores_decomposition(text: str) -> None:
    once = clean(text)
    assert clean(once) == once == unicodedata.normalize("NFC", once)
    assert clean(nfd(text)) == once
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Thị Hoà", "dang thi hoa"),
        ("ĐẮK LẮK", "dak lak"),
        ("  Ước\u00a0Mơ ", "uoc mo"),
        ("Ea H’Leo", "ea h'leo"),
        ("\u200b", ""),
        ("a \u200b b", "a b"),
        ("Ðại", "dai"),
    ],
)
def test_folded_knows_no_mark(text: str, key: str) -> None:
    assert folded(text) == key == folded(nfd(text))


@given(any_text)
def test_folded_is_stable_and_ignores_decomposition(text: str) -> None:
    key = folded(text)
    assert folded(key) == key == folded(nfd(text)) == folded(clean(text))


@given(vietnamese_text)
def test_folded_vietnamese_is_ascii_and_without_case(text: str) -> None:
    assert folded(text).isascii()
    assert folded(text) == folded(text.upper())


@pytest.mark.parametrize(("old", "new"), [("Hòa", "Hoà"), ("Thúy", "Thuý"), ("khỏe", "khoẻ")])
def test_an_old_tone_moves_to_its_new_place(old: str, new: str) -> None:
    assert new_tone(old) == new
    assert tone_key(old) == tone_key(new) == new.casefold()


@pytest.mark.parametrize(
    "word", ["quý", "quả", "Hoàng", "toán", "hoài", "khuỷu", "Quỳnh", "huỳnh", "loài", "của", "mía"]
)
def test_other_words_keep_their_tone(word: str) -> None:
    assert new_tone(word) == word
    assert tone_key(word) == word.casefold()


def test_every_pair_of_tone_places_has_one_key() -> None:
    old = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
    new = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"
    assert tone_key(old) == tone_key(new) == tone_key(old.upper()) == new


def test_tone_key_keeps_marks_apart() -> None:
    assert tone_key("HÒA BÌNH") == tone_key("Hoà Bình") == tone_key(nfd("hòa bình"))
    assert tone_key("hoa") != tone_key("hoà")


@given(any_text)
def test_tone_key_is_stable_and_folds_to_the_same_word(text: str) -> None:
    key = tone_key(text)
    assert tone_key(key) == key == tone_key(nfd(text))
    assert folded(key) == folded(text)


def test_search_words_hold_plain_and_marked_forms() -> None:
    assert search_words("Phạm Văn Hòa, số 012-X") == [
        "pham", "phạm", "van", "văn", "hoa", "hoà", "so", "số", "012", "x",
    ]  # fmt: skip
    assert search_words(" \u200b,.;_ ") == []


@given(any_text)
def test_search_words_are_letters_and_digits_and_answer_a_search_without_marks(text: str) -> None:
    found = search_words(text)
    assert all(word.isalnum() for word in found)
    assert len(found) == len(set(found))
    assert found == search_words(nfd(text))


@given(vietnamese_text)
def test_every_folded_word_of_a_text_is_in_its_search_words(text: str) -> None:
    assert set(words(folded(text))) <= set(search_words(text))


def test_upper_vi_writes_capitals() -> None:
    assert upper_vi(nfd("Nguyễn Văn Hòa ở Đắk Lắk")) == "NGUYỄN VĂN HÒA Ở ĐẮK LẮK"


def test_a_hundred_thousand_characters_do_not_stay_in_memory() -> None:
    long_word = "ắ" * 100_000
    assert folded(long_word) == "a" * 100_000
    assert tone_key(long_word) == long_word


@pytest.mark.parametrize(("written", "typed"), [("Lý", "li"), ("lí", "ly"), ("Quí", "quy")])
def test_a_word_is_found_with_the_other_of_i_and_y(written: str, typed: str) -> None:
    assert typed in search_words(written)


def test_thi_has_no_second_spelling() -> None:
    assert search_words("Thị") == ["thi", "thị"]
