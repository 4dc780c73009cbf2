"""Pages as pictures: in grey, and for preview and printer at the same time."""

from concurrent.futures import ThreadPoolExecutor

from PIL import Image

from desktop_app.printing.preview import page_images
from tests.printing.samples import printed

DPI, PRINTER_DPI = 60, 600


def test_a_grey_page_has_the_same_ink_as_a_coloured_one_in_a_third_of_the_bytes() -> None:
    pdf = printed("cam_ket_ho_gia_dinh").pdf
    [(width, height, grey)] = page_images(pdf, PRINTER_DPI, grey=True)
    [(_, _, coloured)] = page_images(pdf, PRINTER_DPI)
    assert Image.frombytes("RGB", (width, height), coloured).convert("L").tobytes() == grey


def test_threads_that_draw_at_the_same_time_get_the_pages_they_asked_for() -> None:
    files = [printed(code).pdf for code in ("cam_ket_ho_gia_dinh", "cam_ket_hoc_sinh")]
    alone = [page_images(pdf, DPI) for pdf in files]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda pdf: page_images(pdf, DPI), files * 20))
    assert together == alone * 20
