"""Typst from PyPI. `cold SOURCE PDF`: one document. `reused LIST`: many in one process, with one compiler each kept as Typst's
watch keeps it. `serve SOURCE PDF`: compiles again for each line on standard input and answers with a line when the file is written."""
import sys
import typst

mode = sys.argv[1]
if mode == "cold":
    typst.compile(sys.argv[2], output=sys.argv[3])
elif mode == "reused":
    for line in open(sys.argv[2]):
        source, pdf = line.rstrip("\n").split("\t")
        typst.compile(source, output=pdf)
else:
    compiler = typst.Compiler(sys.argv[2])
    compiler.compile(output=sys.argv[3])
    print("ready", flush=True)
    for _ in sys.stdin:
        compiler.compile(output=sys.argv[3])
        print("done", flush=True)
