"""Many files: each gives exactly one result, `record` or `error`, and every result is looked at.

    plan.py      what is to be done with each input: new, changed, unchanged, edited, ...
    engine       does files and hands back replies: local.py (worker processes of this machine),
                 cluster.py (Dask); worker.py is the process in which a file is read, supervisor.py its keeper
    runner.py    takes the replies and writes outputs, journal and manifest through folder.py
    preview.py   what a run would change, by words
    work.py      the unit of work: one input to its articles and their files

Only the process that a person started writes; workers read an input and hand back bytes. So a worker may die
at any moment, and what is on disk depends on nothing but the inputs. Start reading at `runner.run`.
"""

from pipeline.batch.folder import Folder, Shard, merge, read_manifest
from pipeline.batch.plan import Existing, State
from pipeline.batch.preview import preview
from pipeline.batch.runner import Engine, Options, Report, Result, Watch, run
from pipeline.batch.work import Job, Made, Outcome, contents, do, tool_version

__all__ = [
    "Engine",
    "Existing",
    "Folder",
    "Job",
    "Made",
    "Options",
    "Outcome",
    "Report",
    "Result",
    "Shard",
    "State",
    "Watch",
    "contents",
    "do",
    "merge",
    "preview",
    "read_manifest",
    "run",
    "tool_version",
]
