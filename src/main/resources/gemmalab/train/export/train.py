"""Trains the model of this folder with transformers' Trainer, as recipe.json says.

    accelerate launch train.py             one process per GPU, FSDP by accelerate's configuration
    torchrun --nproc_per_node 4 train.py

The run goes into run/. The same command again resumes it from its last checkpoint; Gemma Lab opens
and resumes it too.
"""

import math
import os
import shutil
import sys
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch.distributed.checkpoint.state_dict import (
    StateDictOptions,
    get_optimizer_state_dict,
    get_state_dict,
    set_optimizer_state_dict,
)
from torch.utils.data import DataLoader, Dataset
from transformers import Gemma3ForCausalLM, Trainer, TrainerCallback, TrainingArguments
from transformers.trainer_callback import PrinterCallback, ProgressCallback

from run_folder import NEVER, RunFolder, mean, read_recipe, reason_to_end
from windows import Windows

HERE = Path(__file__).resolve().parent
MODEL = HERE / "model"
WEIGHTS, OPTIMIZER = "model.safetensors", "optimizer.safetensors"
MINUTES_BETWEEN_CHECKPOINTS = 10
MOMENTS = {"exp_avg": "first", "exp_avg_sq": "second"}  # torch's names: Gemma Lab's


class TrainingWindows(Dataset):
    """What is left of a run: the windows of all its steps that are not done."""

    def __init__(self, windows, first, count):
        self.windows, self.first, self.count = windows, first, count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        return as_batch([self.windows.training_window(self.first + index)], "cpu", row=0)


def as_batch(windows, device, row=slice(None)):
    tokens = torch.tensor(windows, device=device)[row]
    return {"input_ids": tokens[..., :-1], "targets": tokens[..., 1:]}


def loss_of(model, batch):
    """The mean of -log p(target), in nats/token."""
    logits = model(input_ids=batch["input_ids"], use_cache=False).logits.float()
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1), batch["targets"].flatten())


def learning_rate(schedule, step):
    """Linear warmup, then cosine decay to the minimum; steps count from 0."""
    high, low, warmup = (
        schedule[key] for key in ("max_learning_rate", "min_learning_rate", "warmup_steps")
    )
    if step < warmup:
        return high * (step + 1) / warmup
    progress = (step - warmup) / max(1, schedule["total_steps"] - warmup)
    return low + (high - low) * 0.5 * (1 + math.cos(math.pi * progress))


class RecipeTrainer(Trainer):
    """The Trainer, with Gemma Lab's windows, loss, weight decay and learning rate."""

    def __init__(self, run, done, **others):
        super().__init__(**others)
        self.run, self.done, self.losses = run, done, []

    def get_train_dataloader(self):
        """In the order of the windows; processes take their micro-batches in turn."""
        size = self.args.per_device_train_batch_size
        return self.accelerator.prepare(DataLoader(self.train_dataset, batch_size=size))

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        loss = loss_of(model, inputs)
        self.losses.append(loss.detach())
        return loss

    def get_decay_parameter_names(self, model):
        everything = not self.run["optimizer"]["decay_matrices_only"]
        names = [name for name, _ in model.named_parameters()]
        return [name for name in names if everything or "norm" not in name]

    def create_scheduler(self, num_training_steps, optimizer=None):
        schedule = self.run["schedule"]
        self.lr_scheduler = torch.optim.lr_scheduler.LambdaLR(
            optimizer or self.optimizer,
            lambda step: learning_rate(schedule, self.done + step) / schedule["max_learning_rate"],
        )
        return self.lr_scheduler

    def mean_loss_of_step(self, seconds):
        """The mean loss over all processes, and the first one's clock, so that all see the same."""
        own = torch.tensor([torch.stack(self.losses).mean().item(), seconds])
        gathered = self.accelerator.gather(own.to(self.args.device)).view(-1, 2).tolist()
        self.losses = []
        return mean([loss for loss, _ in gathered]), gathered[0][1]

    def evaluate_batches(self, batches):
        """The loss of each validation batch; processes take them in turn."""
        rank, processes = self.accelerator.process_index, self.accelerator.num_processes
        losses = []
        with torch.no_grad():
            for first in range(0, len(batches), processes):
                own = batches[min(first + rank, len(batches) - 1)]  # FSDP: all work on one
                losses.append(loss_of(self.model_wrapped, as_batch(own, self.args.device)))
        gathered = self.accelerator.gather(torch.stack(losses)).view(processes, -1)
        return gathered.T.flatten().tolist()[: len(batches)]


class RunScript(TrainerCallback):
    """What happens besides the steps: events, evaluations, checkpoints, the end."""

    def __init__(self, folder, progress, windows):
        self.folder, self.progress, self.windows = folder, progress, windows
        self.before = progress["elapsed_seconds"]
        self.saved_at = self.before
        self.trainer = None

    def on_train_begin(self, args, state, control, **others):
        self.started = self.counted = time.monotonic()
        if self.progress["step"] > 0:
            load_moments(self.trainer, self.folder.last, self.progress["step"])
        elif self.progress["latest_step"] == NEVER:
            self.evaluate()
            if self.trainer.accelerator.is_main_process:
                self.folder.save(self.progress, copy_model, write_no_moments)

    def on_log(self, args, state, control, logs=None, **others):
        """Comes after each step."""
        is_step = self.trainer.done + state.global_step > self.progress["step"]
        if "grad_norm" not in logs or not is_step:
            return
        loss, elapsed = self.trainer.mean_loss_of_step(self.elapsed())
        run, step = self.trainer.run, self.progress["step"]
        batch = run["batch"]
        tokens = batch["batch_size"] * batch["block_size"] * batch["gradient_accumulation_steps"]
        now = time.monotonic()
        self.progress = dict(
            self.progress,
            step=step + 1,
            tokens=self.progress["tokens"] + tokens,
            elapsed_seconds=elapsed,
        )
        grad_norm = float(logs["grad_norm"])
        self.tell(
            "step",
            train_loss=loss,
            learning_rate=learning_rate(run["schedule"], step),
            grad_norm=grad_norm,
            tokens_per_second=tokens / (now - self.counted),
        )
        self.counted = now
        if not (math.isfinite(loss) and math.isfinite(grad_norm)):
            self.end("DIVERGED", control)
            return
        end = reason_to_end(self.progress, run)
        if end or (step + 1) % run["evaluation"]["interval"] == 0:
            self.evaluate()
            if not math.isfinite(mean(self.progress["latest"]["losses"])):
                self.end("DIVERGED", control)
                return
            self.save()
            end = reason_to_end(self.progress, run)
        elif elapsed - self.saved_at >= MINUTES_BETWEEN_CHECKPOINTS * 60:
            self.save()
        self.counted = time.monotonic()
        if end:
            self.end(end, control)

    def elapsed(self):
        return self.before + time.monotonic() - self.started

    def tell(self, kind, **values):
        if self.trainer.accelerator.is_main_process:
            self.folder.tell(kind, self.progress, **values)

    def evaluate(self):
        losses = self.trainer.evaluate_batches(self.windows.validation_batches())
        if self.trainer.accelerator.is_main_process:
            self.progress = self.folder.evaluated(self.progress, losses)
            print(f"step {self.progress['step']}: validation loss {mean(losses):.4f}", flush=True)
        self.progress = broadcast(self.progress)

    def save(self):
        """All processes gather the tensors; the first one writes them."""
        model, optimizer = self.trainer.model_wrapped, self.trainer.optimizer
        whole = StateDictOptions(full_state_dict=True, cpu_offload=True)
        weights, moments = get_state_dict(model, plain(optimizer), options=whole)
        self.saved_at = self.progress["elapsed_seconds"]
        if not self.trainer.accelerator.is_main_process:
            return
        if self.trainer.run["model"]["tie_word_embeddings"]:
            weights.pop("lm_head.weight", None)

        def write_model(into):
            copy_files(into)
            save_tensors(weights, into / WEIGHTS)

        def write_moments(into):
            named = {
                f"{name}.{ours}": state[theirs]
                for name, state in moments["state"].items()
                for theirs, ours in MOMENTS.items()
            }
            save_tensors(named, into / OPTIMIZER)

        self.folder.save(self.progress, write_model, write_moments)

    def end(self, reason, control):
        self.tell("ended", reason=reason)
        control.should_training_stop = True


def broadcast(value):
    """The first process's value, on all."""
    if torch.distributed.is_initialized():
        values = [value]
        torch.distributed.broadcast_object_list(values, src=0)
        return values[0]
    return value


def plain(optimizer):
    """torch's own optimizer, inside accelerate's."""
    return getattr(optimizer, "optimizer", optimizer)


def copy_files(into):
    """Configuration, vocabulary and tokenizer: all that training does not change."""
    for path in MODEL.iterdir():
        if path.name != WEIGHTS:
            shutil.copy2(path, into / path.name)


def copy_model(into):
    copy_files(into)
    shutil.copy2(MODEL / WEIGHTS, into / WEIGHTS)


def write_no_moments(into):
    """Those of an optimizer before its first step."""
    weights = load_file(MODEL / WEIGHTS)
    zeros = {
        f"{name}.{ours}": torch.zeros_like(weight)
        for name, weight in weights.items()
        for ours in MOMENTS.values()
    }
    save_tensors(zeros, into / OPTIMIZER)


def save_tensors(tensors, path):
    plain_tensors = {name: tensor.float().contiguous() for name, tensor in tensors.items()}
    save_file(plain_tensors, path, metadata={"format": "pt"})
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def load_moments(trainer, checkpoint, step):
    """Gives the optimizer the moments of a checkpoint, whole ones to each process."""
    optimizer = plain(trainer.optimizer)
    state = get_optimizer_state_dict(trainer.model_wrapped, optimizer)
    rates = [group["lr"] for group in optimizer.param_groups]
    saved = load_file(checkpoint / OPTIMIZER)
    for name, moments in state["state"].items():
        moments["step"] = torch.tensor(float(step))
        for theirs, ours in MOMENTS.items():
            moments[theirs] = saved[f"{name}.{ours}"]
    whole = StateDictOptions(full_state_dict=True)
    set_optimizer_state_dict(trainer.model_wrapped, optimizer, state, options=whole)
    for group, rate in zip(optimizer.param_groups, rates):
        group["lr"] = rate


def share(run, processes):
    """Windows per micro-batch of a process, and its micro-batches per step."""
    size = run["batch"]["batch_size"]
    windows = size * run["batch"]["gradient_accumulation_steps"]
    if windows % processes != 0:
        sys.exit(f"A step has {windows} windows: {processes} processes cannot share them equally.")
    own = windows // processes
    micro = max(count for count in range(1, min(size, own) + 1) if own % count == 0)
    return micro, own // micro


def arguments(run):
    optimizer = run["optimizer"]
    micro, accumulation = share(run, int(os.environ.get("WORLD_SIZE", "1")))
    asked_for_cpu = os.environ.get("ACCELERATE_USE_CPU", "").lower() in ("1", "true", "yes")
    args = TrainingArguments(
        output_dir=str(HERE / "run"),
        max_steps=run["schedule"]["total_steps"],
        per_device_train_batch_size=micro,
        gradient_accumulation_steps=accumulation,
        optim="adamw_torch",
        learning_rate=run["schedule"]["max_learning_rate"],
        adam_beta1=optimizer["beta1"],
        adam_beta2=optimizer["beta2"],
        adam_epsilon=optimizer["epsilon"],
        weight_decay=optimizer["weight_decay"],
        max_grad_norm=optimizer["max_grad_norm"],
        bf16=run["precision"] == "BF16",
        seed=run["seed"],
        use_cpu=asked_for_cpu or not torch.cuda.is_available(),
        logging_steps=1,
        save_strategy="no",
        eval_strategy="no",
        report_to="none",
        disable_tqdm=True,
        remove_unused_columns=False,
        ddp_find_unused_parameters=False,
    )
    if args.n_gpu > 1:
        sys.exit("One process sees several GPUs: start one for each, or set CUDA_VISIBLE_DEVICES=0.")
    return args


def main():
    recipe = read_recipe(HERE / "recipe.json", HERE / "run")
    run, folder = recipe["run"], RunFolder(HERE / "run", recipe)
    args = arguments(run)
    with args.main_process_first(local=False):
        if args.process_index == 0:
            folder.begin()
        progress = folder.progress()
    done = progress["step"]
    if end := reason_to_end(progress, run):
        if args.process_index == 0:
            print(f"The run has ended after {done} steps: {end}.")
        return
    args.max_steps -= done
    windows = Windows(HERE, recipe)
    script = RunScript(folder, progress, windows)
    per_step = run["batch"]["batch_size"] * run["batch"]["gradient_accumulation_steps"]
    start = folder.last if done > 0 else MODEL
    trainer = RecipeTrainer(
        run,
        done,
        model=Gemma3ForCausalLM.from_pretrained(start, dtype=torch.float32),
        args=args,
        train_dataset=TrainingWindows(windows, done * per_step, args.max_steps * per_step),
        callbacks=[script],
    )
    for callback in (PrinterCallback, ProgressCallback):
        trainer.remove_callback(callback)
    script.trainer = trainer
    trainer.train()


if __name__ == "__main__":
    main()
