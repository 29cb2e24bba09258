"""What can be counted of a call: each figure is the difference of two runs of different length."""

import os
import re
import shutil
import subprocess

from bench import BUILD, program

FEW, MANY = 200, 1200


def run(command, environment=None, **more):
    done = subprocess.run(command, env=environment, text=True, capture_output=True, timeout=600, **more)
    if done.returncode != 0:
        raise SystemExit(f"{command}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def on(cpus, command):
    """A command on these processors."""
    return ["taskset", "-c", ",".join(map(str, cpus)), *command]


def per_call(count):
    """`count` gives the figure of a run with so many calls."""
    return (count(MANY) - count(FEW)) / (MANY - FEW)


def instructions(name, environment, calls):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *program(name, 0, calls, 0)]
    return int(re.search(r"Collected : (\d+)", run(command, environment).stderr)[1])


def allocations(name, environment, calls):
    reading, writing = os.pipe()
    counting = {"LD_PRELOAD": str(BUILD / "allocations.so"), "ALLOCATIONS_FD": str(writing)}
    run(program(name, 0, calls, 0), environment | counting, pass_fds=[writing])
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return int(pipe.read())


def system_calls(name, environment, calls, threads=0):
    """Of each system call, how many."""
    command = ["strace", "-f", "-qq", "-c", "-U", "calls,name", *program(name, 0, calls, threads)]
    lines = re.findall(r"^\s*(\d+) (\w+)$", run(command, environment).stderr, re.M)
    return {call: int(count) for count, call in lines if call != "total"}


# What is counted per call, by the name that the budget has for it: the tool that it needs, and how.
COUNTED = {
    "instructions": ("valgrind", instructions),
    "allocations": (None, allocations),
    "system_calls": ("strace", lambda *run: sum(system_calls(*run).values())),
}


def counted(name, environment):
    """The figures of a program per call; None where a tool is not installed."""
    return {
        what: per_call(lambda calls: count(name, environment, calls)) if tool is None or shutil.which(tool) else None
        for what, (tool, count) in COUNTED.items()
    }
