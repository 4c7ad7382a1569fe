"""Files that somebody might upload as a photo."""

from io import BytesIO
from PIL import Image
from PIL.PngImagePlugin import PngInfo


SECRET = b"SECRET-CAMERA"


def picture(kind="JPEG", size=(300, 400), mode="RGB", **options):
    """The bytes of a picture, left half red, right half blue, full of metadata."""
    image = Image.new(mode, size, "blue" if mode != "L" else 90)
    if mode == "RGB":
        image.paste("red", (0, 0, size[0] // 2, size[1]))
    if kind == "JPEG":
        exif = image.getexif()
        exif[0x010F] = SECRET.decode()
        exif.update(options.pop("exif", {}))
        options.update(exif=exif, comment=SECRET, icc_profile=SECRET)
    elif kind == "PNG":
        info = PngInfo()
        info.add_text("Author", SECRET.decode())
        options.update(pnginfo=info)
    data = BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def opened(value):
    """A stored photo as a picture."""
    return Image.open(BytesIO(value.data))
