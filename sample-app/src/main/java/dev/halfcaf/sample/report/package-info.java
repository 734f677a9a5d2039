/** What the program prints: tables and the words around them. */
@NullMarked
package dev.halfcaf.sample.report;

import org.jspecify.annotations.NullMarked;
