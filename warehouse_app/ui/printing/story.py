"""What became of a print, in words: what happened, and what comes next."""

from collections.abc import Callable, Mapping

from warehouse_app.domain.statuses import PrintState
from warehouse_app.queries.print_jobs import PrintJobRow
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.words.printing import PrintStateWord, PrintStory

STATE_WORDS: Mapping[PrintState, PrintStateWord] = {
    PrintState.QUEUED: PrintStateWord.QUEUED,
    PrintState.UNCERTAIN: PrintStateWord.UNCERTAIN,
    PrintState.FAILED: PrintStateWord.FAILED,
    PrintState.HANDED_OVER: PrintStateWord.HANDED_OVER,
    PrintState.CANCELLED: PrintStateWord.CANCELLED,
}
STATE_TONES: Mapping[PrintState, Tone] = {
    PrintState.QUEUED: Tone.ASK,
    PrintState.UNCERTAIN: Tone.ERROR,
    PrintState.FAILED: Tone.WARN,
    PrintState.HANDED_OVER: Tone.OK,
}
"""A print that was cancelled has none."""


def story(job: PrintJobRow, say: Callable[..., str], *, workstation: str, handing: bool) -> str:
    """Return the story of a job as this workstation sees it; `handing`: it is being handed over by this window now."""
    return " ".join(_sentences(job, say, workstation=workstation, handing=handing))


def _sentences(job: PrintJobRow, say: Callable[..., str], *, workstation: str, handing: bool) -> list[str]:
    to = {"number": job.number, "printer": job.printer}
    why = [] if job.why is None else [say(job.why.code, **job.why.facts)]
    elsewhere = [] if job.workstation == workstation else [say(PrintStory.ELSEWHERE, workstation=job.workstation)]
    match job.state:
        case PrintState.QUEUED:
            return [say(PrintStory.WAITS, **to), *elsewhere]
        case PrintState.FAILED:
            return [*why, *(elsewhere or [say(PrintStory.TRIED_AGAIN, due_at=job.due_at)])]
        case PrintState.UNCERTAIN if handing:
            return [say(PrintStory.HANDING, **to)]
        case PrintState.UNCERTAIN:
            return why or [say(PrintStory.INTERRUPTED, **to)]
        case PrintState.HANDED_OVER:
            return [say(PrintStory.HANDED_OVER, **to, handed_at=job.handed_at)]
        case PrintState.CANCELLED:
            return [say(PrintStory.CANCELLED, number=job.number)]
