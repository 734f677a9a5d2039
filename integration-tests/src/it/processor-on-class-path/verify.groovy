// The compiler plugin, which runs from the class path on every JDK, must say what is wrong and what to write.
def log = new File(basedir, 'build.log').text
assert log.contains('annotationProcessorPaths'): 'the hint is missing'
assert log.contains('-proc:full'): 'the other way out is missing'
