from tests.courses.importer.test_blocks import CHECK, plan_of


def ids_of(text: str) -> dict[str, str]:
    _plan, lesson = plan_of(text)
    return {f"{block.kind} {index}": block.id for index, block in enumerate(lesson.blocks)}


def test_the_same_text_gives_the_same_ids():
    assert ids_of(f"Satu.\n\n{CHECK}") == ids_of(f"Satu.\n\n{CHECK}")


def test_no_two_blocks_share_an_id():
    ids = ids_of(f"Satu.\n\n## A\n\nDua.\n\n{CHECK}\n\n{CHECK}")

    assert len(set(ids.values())) == len(ids) == 5


def test_a_question_keeps_its_id_wherever_it_moves():
    before, after = ids_of(CHECK), ids_of(f"## Baru\n\n{CHECK.replace('Apa?', 'Lain?')}\n\n{CHECK}")

    assert after["check 2"] == before["check 0"]


def test_a_question_that_asks_something_else_gets_another_id():
    assert ids_of(CHECK)["check 0"] != ids_of(CHECK.replace("Apa?", "Siapa?"))["check 0"]


def test_an_option_keeps_its_id_when_the_order_changes():
    swapped = ":::check\nApa?\n- [x] B\n  > Benar.\n- [ ] A\n  > Bukan.\n:::"

    ids = [
        {option["id"] for option in plan_of(text)[1].blocks[0].value["options"]} for text in (CHECK, swapped)
    ]

    assert ids[0] == ids[1]
