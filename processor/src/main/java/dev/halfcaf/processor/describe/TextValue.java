package dev.halfcaf.processor.describe;

import dev.halfcaf.processor.report.Place;

/** A string in an annotation, and where it stands. */
public record TextValue(String text, Place place) {}
