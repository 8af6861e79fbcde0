"""One exception per cause, each with the exit code of the contract and advice on what to do."""

from __future__ import annotations


class HelderError(Exception):
    """Base of all errors that are meant for people. `exit_code` is the command's, `advice` one sentence."""

    exit_code = 70
    advice = ""

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text} {self.advice}" if self.advice else text


class OutputUnwritable(HelderError):
    """An output cannot be written where it was asked for."""

    exit_code = 2
    advice = "Name a folder you may write to with -o."


class OutputClash(HelderError):
    """Two inputs would be written to the same files."""

    exit_code = 2
    advice = "Rename one of the inputs, or write them to different folders with -o."


class InputFault(HelderError):
    """A file that cannot be done; the others can."""

    exit_code = 3


class UnreadableInput(InputFault):
    """The file cannot be opened, is empty, or is no text."""


class UnknownType(InputFault):
    """No reader takes this kind of file."""

    advice = "helder reads plain text (.txt); name another file or convert it first."


class TooLarge(InputFault):
    """A limit of the settings was passed."""

    advice = "Split the file, or raise the limit in helder.toml."


class UndecodableInput(InputFault):
    """The bytes are not text in the encoding that was asked for."""

    advice = "Name the right encoding with --encoding."


class NoInput(HelderError):
    """There was nothing to do."""

    exit_code = 5
    advice = "Name a folder with .txt files, or pass --allow-empty if that is fine."


class TextDoesNotMatchLedger(HelderError):
    """The clean text and the ledger beside it do not belong together."""

    exit_code = 1
    advice = "Undo what was edited by hand, or run helder again on the raw file."


class TooManyFailures(HelderError):
    """The run was stopped because too large a share of the files failed."""

    exit_code = 4
    advice = "Look at the first errors above; --max-failures sets the share."


class MissingModel(HelderError):
    """The spaCy pipeline or word list that was asked for is not installed."""

    exit_code = 6
    advice = "Install it with pip, or leave out --model."


class MissingWords(HelderError):
    """A file of words that the settings name is not there."""

    exit_code = 6
    advice = "Correct words or vocabulary in helder.toml, or make the file (helder vocabulary -o FILE)."


class WrongSettings(HelderError):
    """A settings file cannot be read or holds something unknown."""

    exit_code = 7
