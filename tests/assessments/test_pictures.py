from assessments.pictures import with_pictures

NAME = "a" * 32 + ".png"


def test_names_become_addresses():
    shown = with_pictures(f'<p>Lihat <img src="gambar:{NAME}" alt="x"></p>')

    assert shown == f'<p>Lihat <img src="/soal/gambar/{NAME}/" alt="x"></p>'


def test_words_that_look_like_one_stay():
    assert with_pictures(f"gambar:{NAME}") == f"gambar:{NAME}"
