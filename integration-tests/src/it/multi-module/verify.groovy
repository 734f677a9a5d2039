// One line for each of the two runs: the program says that it learned.
def trained = new File(basedir, 'build.log').readLines().findAll { it.startsWith('trained: ') }
assert trained.size() == 2: "expected two runs of the program, found: $trained"
