#!/usr/bin/env python3
"""Make the datasets on Spark, with the same executables as pipeline.sh, by RDD.pipe.

spark-submit sitrep_spark.py [--bin DIR] [--parts N] [--records] OUT INPUT...

INPUT are lists of sources as list-sources prints them, or with --records files of records that begin with a doc
record, as pipeline.sh leaves them. OUT gets the CSV files, byte for byte those of pipeline.sh. The executables stand
in DIR on every node; INPUT, the sources and OUT are on storage that every node sees.
"""
import argparse
import os
import shlex
import sys

from pyspark import SparkConf, SparkContext
from pyspark.rdd import portable_hash

READ = ("read-source -l - | split-sentences | extract-citations | tag-dates | tag-counts | tag-names | resolve-dates"
        " | resolve-names | extract-casualties | extract-forces | extract-events | check-totals")
FROM_DOCUMENTS = ("sources", "citations", "mentions", "casualties", "forces")
FROM_EVENTS = ("events", "event_citations")


class Shell:
    """Runs pipes of executables on the lines of an RDD."""

    def __init__(self, binaries):
        # A piped command's environment is empty but for what stands here. (LC_ALL: bytes, not letters, are sorted.)
        self.env = {"PATH": f"{binaries}:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}
        for name in ("SITREP_LEXICON", "HOME"):
            if name in os.environ:
                self.env[name] = os.environ[name]

    def pipe(self, rdd, command, **variables):
        # Status 1 says that some input was bad, which has been told and skipped; only more ends the task. pipefail
        # makes the last failure of a pipe its status: a stage that ends with 2 is not hidden by one before it.
        script = f"set -o pipefail; {command}; rc=$?; [ $rc -le 1 ] && exit 0; exit $rc"
        words = " ".join(shlex.quote(w) for w in ("bash", "-c", script))
        return rdd.pipe(words, {**self.env, **variables}, checkCode=True)


def by_first(n_cells):
    """Lines that begin with the same cells go to the same partition."""
    return lambda line: portable_hash(tuple(line.split("\t", n_cells)[:n_cells]))


def grouped(rdd, parts, key):
    """Partitions that hold all lines of a key, each sorted. Python sorts code points, which is the order of bytes."""
    return rdd.map(lambda line: (line, None)).repartitionAndSortWithinPartitions(parts, key).keys()


def event_of(line):
    """Tagged mentions begin {"kind":"mention","event_id":"e...": what stands before the third comma."""
    return portable_hash(tuple(line.split(",", 2)[:2]))


def write_lines(path, lines):
    with open(path + ".new", "w", encoding="utf-8", newline="") as f:
        for line in lines:
            f.write(line + "\n")
    os.rename(path + ".new", path)


def records_of(sc, shell, options):
    """The records, each document within one partition, in the order of the sources."""
    if options.records:
        files = sc.parallelize(options.input, len(options.input))
        return shell.pipe(files, "xargs -r cat --")
    sources = [line.rstrip("\n") for path in options.input for line in open(path, encoding="utf-8")]
    parts = max(1, min(len(sources), options.parts))
    return shell.pipe(sc.parallelize(sources, parts), READ)


def join(shell, records, options):
    """The tagged records, in their order, and the events, by date."""
    map_path = os.path.join(options.out, "map.tsv")
    keys = grouped(shell.pipe(records, "join-keys"), options.parts, by_first(1))
    pairs = grouped(shell.pipe(keys, "join-pairs"), 1, portable_hash)
    write_lines(map_path, shell.pipe(pairs, "join-clusters").toLocalIterator())
    tagged = shell.pipe(records, 'join-tag -m "$MAP"', MAP=map_path).cache()
    mentions = tagged.filter(lambda line: line.startswith('{"kind":"mention"'))
    events = shell.pipe(grouped(mentions, options.parts, event_of), "join-events")
    return tagged, events.sortBy(lambda line: line, numPartitions=1).cache()


def write_datasets(shell, tagged, events, out):
    for names, rdd in ((FROM_DOCUMENTS, tagged), (FROM_EVENTS, events)):
        for name in names:
            # Every partition starts the writer, so none of them writes the header.
            header = shell.pipe(rdd.context.parallelize([], 1), f"write-csv -d {name}").collect()
            rows = shell.pipe(rdd, f"write-csv -H -d {name}")
            write_lines(os.path.join(out, name + ".csv"), [*header, *rows.toLocalIterator()])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--bin", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../bin"))
    ap.add_argument("--parts", type=int, default=0, help="partitions (default: twice Spark's default parallelism)")
    ap.add_argument("--records", action="store_true", help="the input is records")
    ap.add_argument("out")
    ap.add_argument("input", nargs="+")
    options = ap.parse_args()
    options.out = os.path.abspath(options.out)
    options.input = [os.path.abspath(p) for p in options.input]
    os.makedirs(options.out, exist_ok=True)
    sc = SparkContext(conf=SparkConf().setAppName("sitrep"))
    options.parts = options.parts or 2 * sc.defaultParallelism
    shell = Shell(os.path.abspath(options.bin))
    records = records_of(sc, shell, options).cache()
    tagged, events = join(shell, records, options)
    write_datasets(shell, tagged, events, options.out)
    sc.stop()


if __name__ == "__main__":
    sys.exit(main())
