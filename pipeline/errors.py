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


class FolderInUse(HelderError):
    """Another run is writing to the same folder."""

    exit_code = 2
    advice = "Wait until it is done, or write to another folder with -o."


class WorkerCannotStart(HelderError):
    """A worker process died before it could take a file, several times over."""

    advice = "If max_worker_memory in helder.toml is small, raise it; see docs/cluster.md."


class ChangedMeanwhile(HelderError):
    """A worker would work with other rules, words or another model than the run that it belongs to."""

    exit_code = 2
    advice = "The same command goes on with what is there now; on a cluster, install one version everywhere."


class ClusterLost(HelderError):
    """The cluster is not there, or no longer."""

    exit_code = 2
    advice = "See to the scheduler and its workers; the same command goes on where this one stopped."


class InputFault(HelderError):
    """A file that cannot be done; the others can."""

    exit_code = 3


class UnreadableInput(InputFault):
    """The file cannot be opened, is empty, or is no text."""


class NoText(UnreadableInput):
    """A PDF or a file of OCR that holds no text."""

    advice = "If it is a scan, have its text read first: helder run FILE --ocr."


class MissingReader(InputFault):
    """What is needed to read a file is not installed; the message says what."""


class MissingPage(InputFault):
    """A page that a document lists is not there."""

    advice = "Put the missing file in its place, or take it off the list."


class UnknownType(InputFault):
    """No reader takes this kind of file."""

    advice = "helder reads plain text (.txt), PDF, ALTO, hOCR, PAGE-XML, METS, DIDL and DOCX."


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


class NoDecisions(HelderError):
    """Nobody decided on anything yet."""

    exit_code = 5
    advice = "helder review makes decisions."


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


class MissingReview(HelderError):
    """What `helder review` needs is not installed."""

    exit_code = 6
    advice = "Install it with pip: helder[review]."


class MissingWords(HelderError):
    """A file of words that the settings name is not there."""

    exit_code = 6
    advice = "Correct words or vocabulary in helder.toml, or make the file (helder vocabulary -o FILE)."


class WrongMetadata(HelderError):
    """The table of metadata cannot be read or holds something unknown."""

    exit_code = 7
    advice = "Correct the table, or name another with --metadata."


class UnfitMetadata(InputFault):
    """The table of metadata does not fit the input."""

    advice = "Correct the pages in the table; they count the pages of the file, from 1."


class WrongSettings(HelderError):
    """A settings file cannot be read or holds something unknown."""

    exit_code = 7
