"""What may be wrong with a picture that was not read: the errors by their code."""

from medapp.errors import NoReadableText


class PictureTooDark(NoReadableText):
    code = "picture_too_dark"


class PictureBlurred(NoReadableText):
    code = "picture_blurred"


class PictureTooSmall(NoReadableText):
    code = "picture_too_small"


PICTURE_TROUBLES = {error.code: error for error in (PictureTooDark, PictureBlurred, PictureTooSmall)}
