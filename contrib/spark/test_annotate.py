#!/usr/bin/env python3
"""Partitions through annotate.py give what one process gives. Run as `python3 test_annotate.py PARALLAX`."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

from annotate import annotate, command

PARALLAX = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "parallax"

TEXTS = [
    "Mayor Ada Berg said on Monday that the harbour of Port Ellery would never be sold.",
    "The council rejected the toll.\n\n“We won’t pay,” Tomas Reed told reporters.\u2028It rained\x85 all day.",
    "港は売らない。 Ada Berg opposes the toll bridge; the union supports it.",
]


def records(count):
    return [json.dumps({"id": f"a{i}", "title": f"Report {i}", "text": TEXTS[i % 3], "ward": i}, ensure_ascii=i % 2 == 0)
            for i in range(count)]


def one_process(lines):
    done = subprocess.run(command(PARALLAX), input="\n".join(lines).encode(), stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().rstrip("\n").split("\n")


class Partitions(unittest.TestCase):
    def test_they_give_what_one_process_gives(self):
        lines = records(50)
        parts = [lines[i::7] for i in range(7)]
        found = [line for part in parts for line in annotate(iter(part), command(PARALLAX))]
        self.assertEqual(len(found), 50)
        self.assertEqual(sorted(found), sorted(one_process(lines)))

    def test_an_empty_one_gives_nothing(self):
        self.assertEqual(list(annotate(iter([]), command(PARALLAX))), [])
        self.assertEqual(list(annotate(iter(["", "  "]), command(PARALLAX))), [])

    def test_a_broken_line_costs_only_itself(self):
        found = list(annotate(iter(["{broken", *records(2)]), command(PARALLAX)))
        self.assertEqual([json.loads(line)["id"] for line in found], ["a0", "a1"])
        self.assertEqual(list(annotate(iter(["{broken"]), command(PARALLAX))), [])

    def test_a_program_that_fails_is_an_error(self):
        with self.assertRaises(RuntimeError):
            list(annotate(iter(records(1)), [PARALLAX, "annotate", "--no-such-option"]))

    def test_who_stops_early_leaves_no_process_behind(self):
        lines = annotate(iter(records(2_000)), command(PARALLAX))
        next(lines)
        lines.close()

    def test_spark_gives_what_one_process_gives(self):
        try:
            from pyspark import SparkContext
        except ImportError:
            self.skipTest("pyspark is not installed")
        lines = records(200)
        words = command(PARALLAX)
        here = os.path.dirname(os.path.abspath(__file__))
        with SparkContext("local[2]", "test") as spark, tempfile.TemporaryDirectory() as folder:
            spark.addPyFile(os.path.join(here, "annotate.py"))
            source = os.path.join(folder, "articles.jsonl")
            with open(source, "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
            found = spark.textFile(source, 4).mapPartitions(lambda part: annotate(part, words)).collect()
        self.assertEqual(sorted(found), sorted(one_process(lines)))


if __name__ == "__main__":
    unittest.main()
