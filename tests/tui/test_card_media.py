"""Pictures and sounds of cards on the Study screen."""

from pathlib import Path

import pytest
from attrs import evolve

from quiz.cards.card import Form
from quiz.collection.app_choices import AppChoices, Pictures, Sound
from quiz.collection.collection import Collection
from quiz.tui.app import QuizApp
from quiz.tui.media import viewing
from quiz.tui.media.canvas import Canvas, PictureView, rows_for, rows_of_options
from quiz.tui.media.playing import Player
from tests.tui.pictures import flags, followed, songs
from tests.tui.samples import Clock, Play, Screen, capitals, collection, drive


def shown(found: Collection, play: Play, size: tuple[int, int] = (80, 24), **chosen: object) -> None:
    found.use(evolve(found.choices, app=AppChoices(**chosen)))  # type: ignore[arg-type]
    drive(QuizApp(found, Clock()), play, size)


async def drawn(screen: Screen) -> None:
    """Wait until the pictures are there."""
    await screen.pilot.pause()
    await screen.app.workers.wait_for_complete()
    await screen.pilot.pause()


def test_a_picture_is_the_question_and_its_mark_goes(tmp_path: Path) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        before = screen.study.query_one("#picture PictureView Canvas", Canvas).size
        await drawn(screen)
        assert "Whose flag is this?" in screen.text
        await screen.until(lambda: "▀" in screen.text)
        assert before == screen.study.query_one("#picture PictureView Canvas", Canvas).size
        await screen.press("space")
        await screen.until(lambda: "▀" in screen.text)

    shown(followed(flags(tmp_path)), play)


def test_a_picture_is_the_answer_and_comes_with_it(tmp_path: Path) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await drawn(screen)
        assert "▀" not in screen.text
        await screen.press("space")
        await drawn(screen)
        await screen.until(lambda: "▀" in screen.text)
        assert "picture " not in screen.text

    shown(followed(flags(tmp_path, kinds="forward")), play)


def test_pictures_are_options(tmp_path: Path) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.CHOICE)
        await drawn(screen)
        views = [view for view in screen.study.query("OptionRow PictureView").results(PictureView) if view.display]
        assert 4 == len(views)
        assert all(view.query_one(Canvas)._strips for view in views)
        await screen.press("1")
        assert "answered" == screen.moment()

    shown(followed(flags(tmp_path, kinds="forward", described=True)), play)


def test_the_next_question_takes_its_own_picture(tmp_path: Path) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await drawn(screen)
        first = screen.study.query_one("#picture Canvas", Canvas)._strips
        await screen.press("space", "3", "space")
        await drawn(screen)
        assert first
        assert first != screen.study.query_one("#picture Canvas", Canvas)._strips

    shown(followed(flags(tmp_path)), play)


def test_a_wrong_pick_is_not_explained_by_a_mark_for_a_picture(tmp_path: Path) -> None:
    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.CHOICE)
        question = study.session.question
        assert question is not None
        await screen.press(str(next(place for place, option in enumerate(question.options, 1) if not option.right)))
        assert "✗ Wrong" in screen.text
        assert "picture " not in screen.text

    shown(followed(flags(tmp_path)), play)


def test_pictures_can_be_off(tmp_path: Path) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await drawn(screen)
        assert "▀" not in screen.text
        assert "Whose flag is this?" in screen.text
        assert "▣ a picture · pictures are off; o opens it" in screen.text

    shown(followed(flags(tmp_path)), play, pictures=Pictures.OFF)


def test_before_the_answer_a_files_name_is_not_told(tmp_path: Path) -> None:
    found = followed(flags(tmp_path))
    for path in (tmp_path / "flags").iterdir():
        path.write_bytes(b"\x89PNG\r\n\x1a\nbroken")

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await drawn(screen)
        assert "▣ a picture · is of no type that can be shown here; o opens it" in screen.text
        assert "austria.png" not in screen.text
        await screen.press("space")
        await drawn(screen)
        assert "flags/austria.png" in screen.text

    shown(found, play)


def test_a_missing_file_is_told_and_the_question_has_no_mark_of_it(tmp_path: Path) -> None:
    found = followed(flags(tmp_path))
    for path in (tmp_path / "flags").iterdir():
        path.unlink()

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await drawn(screen)
        assert "Whose flag is this?" in screen.text
        assert "its file is not there or cannot be used" in screen.text

    shown(found, play)


def test_a_window_of_another_size_has_a_picture_of_another_size(tmp_path: Path) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        for size in ((140, 45), (40, 15), (80, 24)):
            await screen.pilot.resize_terminal(*size)
            await drawn(screen)
            await screen.until(lambda: "▀" in screen.text)

    shown(followed(flags(tmp_path)), play)


def test_there_is_room_for_picture_and_options() -> None:
    assert (8, 5, 18, 3) == (rows_for(24), rows_for(24, 4), rows_for(45), rows_for(15))
    assert (4, 10) == (rows_of_options(24), rows_of_options(45))


def _noted(viewed: list[str], path: Path, wrong: str = "") -> str:
    viewed.append(path.name)
    return wrong


class Ear:
    """Hears what would be played."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.heard: list[str] = []
        self.stops = 0
        monkeypatch.setattr(Player, "play", self.play)
        monkeypatch.setattr(Player, "stop", self.stop)
        monkeypatch.setattr("quiz.tui.media.canvas.command", lambda path: [str(path)])

    def play(self, path: Path) -> str:
        self.heard.append(path.name)
        return ""

    def stop(self) -> None:
        self.stops += 1


def test_a_sound_is_played_with_its_question_and_again_by_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ear = Ear(monkeypatch)

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        assert "Which bird is this?" in screen.text
        assert "♪ r plays it again" in screen.text
        assert ["one.wav"] == ear.heard
        await screen.press("i", "escape")
        assert ["one.wav"] == ear.heard
        await screen.press("space", "r")
        assert ["one.wav", "one.wav"] == ear.heard
        ear.stops = 0
        await screen.press("3", "space")
        assert ["one.wav", "one.wav", "two.wav"] == ear.heard
        assert ear.stops

    shown(followed(songs(tmp_path)), play)


def test_a_typed_answer_has_a_key_of_its_own_for_the_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ear = Ear(monkeypatch)

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.TYPED)
        assert "♪ F5 plays it again" in screen.text
        await screen.press("r", "f5")
        assert ["one.wav", "one.wav"] == ear.heard

    shown(followed(songs(tmp_path)), play)


@pytest.mark.parametrize(("choice", "heard"), [(Sound.KEY, ["one.wav"]), (Sound.OFF, [])])
def test_sounds_can_wait_for_their_key_or_be_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choice: Sound, heard: list[str]
) -> None:
    ear = Ear(monkeypatch)

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        assert [] == ear.heard
        await screen.press("r")
        assert heard == ear.heard

    shown(followed(songs(tmp_path)), play, sound=choice)


def test_without_a_player_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    viewed: list[str] = []
    monkeypatch.setattr(viewing, "view", lambda path: _noted(viewed, path))

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        assert "♪ no player for it was found; install mpv or ffmpeg; o opens it" in screen.text
        await screen.press("o")
        assert ["one.wav"] == viewed

    shown(followed(songs(tmp_path / "deck")), play)


def test_what_opens_is_the_answer_once_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    viewed: list[str] = []
    monkeypatch.setattr(viewing, "view", lambda path: _noted(viewed, path, "no viewer was found"))

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("o")
        assert [] == viewed
        await screen.press("space", "o")
        assert ["austria.png"] == viewed
        assert "no viewer was found" in screen.text

    shown(followed(flags(tmp_path, kinds="forward")), play)


def test_a_deck_without_media_has_no_keys_for_them() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        working = {action.id for action in screen.study.working()}
        assert not working & {"study.replay", "study.view"}

    shown(collection(capitals()), play)


def test_the_picture_of_a_term_comes_with_the_answer(tmp_path: Path) -> None:
    flags(tmp_path)
    (tmp_path / "deck.toml").write_text(
        '[deck]\nid = "d"\n[terms.France]\ntype = "country"\npicture = "![three stripes](flags/france.png)"\n'
        '[[facts]]\nsubject = "France"\ncapital = "Paris"\n[relations.capital]\nsubject = "country"\nkinds = "forward"\n',
        encoding="utf-8",
    )

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await drawn(screen)
        assert "stripes" not in screen.text
        await screen.press("space")
        await drawn(screen)
        assert "▣ three stripes" in screen.text
        assert "█" in screen.text

    shown(followed(tmp_path), play)
