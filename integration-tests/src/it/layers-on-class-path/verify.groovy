// One line for each of the two runs: the program says that it learned, with layers from the class path.
def trained = new File(basedir, 'build.log').readLines().findAll { it.startsWith('trained: ') }
assert trained.size() == 2: "expected two runs of the program, found: $trained"
assert trained.every { it.contains('CastingConv2d in float16, statistics in float32, layers of unnamed module') }: trained
