"""A training run on disk, as Gemma Lab reads and writes it. Needs nothing but Python.

    config.json    the configuration        events.jsonl   the history, one event per line
    text.json      which tokens it learns   best/, last/   checkpoints with their progress.json
"""

import json
import math
import os
import shutil
from pathlib import Path

NEVER = -1
NO_EVALUATION = {"losses": []}
START = {
    "step": 0,
    "tokens": 0,
    "elapsed_seconds": 0.0,
    "best": NO_EVALUATION,
    "best_step": NEVER,
    "latest": NO_EVALUATION,
    "latest_step": NEVER,
    "evaluations_without_best": 0,
    "events_bytes": 0,
}


def mean(values):
    return sum(values) / len(values) if values else math.nan


def standard_error(values):
    if len(values) < 2:
        return 0.0
    middle = mean(values)
    squares = sum((value - middle) ** 2 for value in values)
    return math.sqrt(squares / (len(values) - 1) / len(values))


def is_better(losses, best):
    """Lower by more than the standard error of the difference, batch by batch."""
    if not math.isfinite(mean(losses)):
        return False
    if len(losses) != len(best):
        return True
    differences = [new - old for new, old in zip(losses, best)]
    return mean(differences) < -standard_error(differences)


def read_recipe(path, run_folder):
    """The recipe of an export; a run that exists already may have got another length since."""
    recipe = json.loads(Path(path).read_text(encoding="utf-8"))
    config = Path(run_folder) / "config.json"
    if config.exists():
        recipe["run"] = json.loads(config.read_text(encoding="utf-8"))
    return recipe


def reason_to_end(progress, run):
    """Why a run ends here; None if it does not, as before its first step."""
    stop = run["stop"]
    evaluated = progress["latest_step"] == progress["step"]
    if progress["step"] >= run["schedule"]["total_steps"]:
        return "FINISHED"
    if evaluated and mean(progress["latest"]["losses"]) <= stop["target_loss"]:
        return "TARGET_REACHED"
    if 0 < stop["patience"] <= progress["evaluations_without_best"]:
        return "NO_PROGRESS"
    if 0 < stop["max_minutes"] * 60 <= progress["elapsed_seconds"]:
        return "TIME_UP"
    return None


class RunFolder:
    """Only one process of a run writes here: the first one."""

    def __init__(self, folder, recipe):
        self.folder = Path(folder)
        self.events = self.folder / "events.jsonl"
        self.last = self.folder / "last"
        self.bits_per_nat = recipe["bits_per_character_of_a_nat"]
        self.recipe = recipe

    def begin(self):
        """Makes the folder, or cuts off what is later than its last checkpoint."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in ("best", "last"):
            self._recover(self.folder / name)
        for name, key in (("config.json", "run"), ("text.json", "text")):
            if not (self.folder / name).exists():
                self._write_json(self.folder / name, self.recipe[key])
        progress = self.progress()
        if progress["best_step"] == progress["step"] != self._step_of_best():
            self._replace(self.folder / "best", self._copy_last)  # a kill came between the two
        if reason_to_end(progress, self.recipe["run"]):
            return
        with open(self.events, "ab") as file:
            file.truncate(progress["events_bytes"])
        if progress["latest_step"] != NEVER:  # the lines of the checkpoint itself were cut off
            self._tell_saved(progress)

    def progress(self):
        """Of the last checkpoint; the beginning if there is none."""
        path = self.last / "progress.json"
        return json.loads(path.read_text()) if path.exists() else dict(START)

    def tell(self, kind, progress, **values):
        """Appends an event."""
        event = {"type": kind}
        event.update({key: progress[key] for key in ("step", "tokens", "elapsed_seconds")})
        event.update({key: _finite(value) for key, value in values.items()})
        with open(self.events, "a", encoding="utf-8") as file:
            file.write(json.dumps(event, separators=(",", ":"), allow_nan=False) + "\n")

    def evaluated(self, progress, losses):
        """The progress after an evaluation, which is told."""
        better = is_better(losses, progress["best"]["losses"])
        step = progress["step"]
        after = dict(progress, latest={"losses": losses}, latest_step=step)
        after["evaluations_without_best"] = (
            0 if better else progress["evaluations_without_best"] + 1
        )
        if better:
            after.update(best={"losses": losses}, best_step=step)
        bits = None if self.bits_per_nat is None else mean(losses) * self.bits_per_nat
        self.tell(
            "evaluated",
            after,
            val_loss=mean(losses),
            val_loss_stderr=standard_error(losses),
            val_bits_per_character=bits,
        )
        return after

    def save(self, progress, write_model, write_optimizer):
        """Writes the checkpoint last and, if it is the best so far, best; both are told."""
        progress = dict(progress, events_bytes=self._sync())

        def write_last(into):
            write_model(into)
            write_optimizer(into)
            self._write_json(into / "progress.json", progress)

        def write_best(into):
            write_model(into)
            self._write_json(into / "progress.json", progress)

        self._replace(self.last, write_last)
        if progress["best_step"] == progress["step"]:
            self._replace(self.folder / "best", write_best)
        self._tell_saved(progress)

    def _step_of_best(self):
        path = self.folder / "best" / "progress.json"
        return json.loads(path.read_text())["step"] if path.exists() else NEVER

    def _copy_last(self, into):
        for path in self.last.iterdir():
            if not path.name.startswith("optimizer"):
                shutil.copy2(path, into / path.name)

    def _tell_saved(self, progress):
        self.tell("saved", progress, checkpoint="last")
        if progress["best_step"] == progress["step"]:
            self.tell("saved", progress, checkpoint="best")

    def _sync(self):
        """Brings all lines to the disk; the length of the history in bytes."""
        with open(self.events, "ab") as file:
            os.fsync(file.fileno())
            return file.tell()

    def _replace(self, checkpoint, write):
        """A crash at any moment leaves the old checkpoint or the new one, never half of one."""
        fresh, old = (checkpoint.with_name(checkpoint.name + end) for end in (".new", ".old"))
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        write(fresh)
        if checkpoint.exists():
            checkpoint.rename(old)
        fresh.rename(checkpoint)
        shutil.rmtree(old, ignore_errors=True)

    def _recover(self, checkpoint):
        """Undoes what a crash left half done."""
        old = checkpoint.with_name(checkpoint.name + ".old")
        if old.exists() and not checkpoint.exists():
            old.rename(checkpoint)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(checkpoint.with_name(checkpoint.name + ".new"), ignore_errors=True)

    @staticmethod
    def _write_json(path, value):
        fresh = path.with_name(path.name + ".new")
        with open(fresh, "w", encoding="utf-8") as file:
            json.dump(value, file, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


def _finite(value):
    """JSON has no NaN."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
