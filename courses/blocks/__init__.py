"""What a lesson is made of. The course folder format names the same blocks."""

from wagtail import blocks

from courses.blocks.check import CheckBlock
from courses.blocks.media import FileBlock, PictureBlock, VideoBlock
from courses.blocks.text import (
    CalloutBlock,
    CodeBlock,
    ConsoleBlock,
    HeadingBlock,
    LessonTableBlock,
    ReflectionBlock,
    StepsBlock,
    TextBlock,
)


class LessonBlocks(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    image = PictureBlock.of_photos()
    figure = PictureBlock.of_drawings()
    video = VideoBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    table = LessonTableBlock.of_texts()
    code = CodeBlock()
    console = ConsoleBlock()
    file = FileBlock()
    reflection = ReflectionBlock()
    check = CheckBlock()


__all__ = ["LessonBlocks"]
