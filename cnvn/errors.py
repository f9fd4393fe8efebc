"""What can go wrong, as values: one exception for the edge of the program, one record for a batch that goes on."""

from dataclasses import dataclass


class CnvnError(Exception):
    """An error that is the user's business: one line of text, what to do about it, and an exit code.

    `exit_code` is 1 for "could not be done" and 2 for bad usage.
    """

    def __init__(self, message: str, hint: str = "", exit_code: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


@dataclass(frozen=True, slots=True)
class Issue:
    """What went wrong with one input of a batch, in one line: where, why, and what to do.

    `refused` tells that the input was left out; otherwise it is a warning and the input went in.
    """

    where: str
    reason: str
    hint: str = ""
    refused: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" + (f"; {self.hint}" if self.hint else "")
