#!/usr/bin/env python3
"""Runs `parallax annotate` over JSON Lines on Apache Spark: every partition streams through one process.

    spark-submit annotate.py [--parallax PROGRAM] [--config FILE] INPUT OUTPUT

INPUT is whatever Spark reads as lines (a file, a folder, a pattern; .gz and .bz2 too), one article a line. OUTPUT is a
folder that does not exist yet; it gets one file of JSON Lines for each partition, in the format of docs/annotate.md.
"""

import argparse
import json
import subprocess
import sys
import threading


def command(program="parallax", config=None):
    """The words of the command that annotates what comes through its standard input.

    A task has one processor, so one article is analysed at a time. Without a configuration that is named none is read:
    what lies about on one of the machines must not decide.
    """
    chosen = ["--config", config] if config else ["--no-config"]
    return [program, "annotate", "--jobs", "1", *chosen, "-"]


def is_record(line):
    """Whether a line is an object of JSON; says so on standard error where it is something else and not blank."""
    try:
        if isinstance(json.loads(line), dict):
            return True
    except ValueError:
        pass
    if line.strip():
        print(f"is no JSON object: {line[:60]!r}", file=sys.stderr)
    return False


def annotate(lines, words):
    """Annotates `lines`, texts of one JSON object each, with the command `words`; yields one line for each article.

    Lines stream through: a partition of any size takes the memory of a few articles. A line that is no article is
    reported on standard error and left out, as `parallax annotate` does. Raises RuntimeError when the program fails.
    """
    lines = iter(lines)
    # By its first line the program tells what it reads, so that has to be a record.
    first = next((line for line in lines if is_record(line)), None)
    if first is None:
        return
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        try:
            with process.stdin as pipe:
                pipe.write(first.encode() + b"\n")
                for line in lines:
                    pipe.write(line.encode() + b"\n")
        except BrokenPipeError:
            pass  # it ended early; its exit status says why

    feeding = threading.Thread(target=feed, daemon=True)
    feeding.start()
    try:
        for line in process.stdout:
            # Split at line feeds alone: a text may hold other line breaks.
            yield line.decode().rstrip("\n")
        feeding.join()
        # 1 says that no line was an article, which is no failure of the job.
        if process.wait() not in (0, 1):
            raise RuntimeError(f"{words[0]} ended with status {process.returncode}")
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def main():
    parser = argparse.ArgumentParser(description="Annotates articles in JSON Lines on Apache Spark.")
    parser.add_argument("--parallax", default="parallax", metavar="PROGRAM", help="where it is on every machine")
    parser.add_argument("--config", metavar="FILE", help="a configuration that every machine has")
    parser.add_argument("--partitions", type=int, metavar="N", help="how many parts to make of the input")
    parser.add_argument("input")
    parser.add_argument("output")
    arguments = parser.parse_args()
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("parallax annotate").getOrCreate()
    words = command(arguments.parallax, arguments.config)
    lines = spark.sparkContext.textFile(arguments.input, arguments.partitions or 0)
    if arguments.partitions:
        lines = lines.repartition(arguments.partitions)
    lines.mapPartitions(lambda part: annotate(part, words)).saveAsTextFile(arguments.output)
    spark.stop()


if __name__ == "__main__":
    sys.exit(main())
