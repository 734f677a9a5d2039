package dev.halfcaf.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The piece of a matrix product that is summed in registers: four rows by two vectors of columns. A larger tile would
 * load less for each multiplication, but the JIT compiler moves all loads of a round to its top: five vectors beside
 * the eight sums are what 16 registers hold.
 */
final class Tile {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final int LANES = FLOATS.length();
    static final int ROWS = 4;
    static final int COLUMNS = 2 * LANES;

    private Tile() {}

    /**
     * Adds {@code depths} products to each sum of the tile, in order: rows of {@code sums} from {@code to} on, {@code
     * step} apart. The left operand has its four rows of a column together, the right one its columns of a row.
     */
    static void multiply(
            float[] left, int leftFrom, float[] right, int rightFrom, int depths, float[] sums, int to, int step) {
        FloatVector s00 = FloatVector.fromArray(FLOATS, sums, to);
        FloatVector s01 = FloatVector.fromArray(FLOATS, sums, to + LANES);
        FloatVector s10 = FloatVector.fromArray(FLOATS, sums, to + step);
        FloatVector s11 = FloatVector.fromArray(FLOATS, sums, to + step + LANES);
        FloatVector s20 = FloatVector.fromArray(FLOATS, sums, to + 2 * step);
        FloatVector s21 = FloatVector.fromArray(FLOATS, sums, to + 2 * step + LANES);
        FloatVector s30 = FloatVector.fromArray(FLOATS, sums, to + 3 * step);
        FloatVector s31 = FloatVector.fromArray(FLOATS, sums, to + 3 * step + LANES);
        for (int p = 0; p < depths; p++) {
            FloatVector r0 = FloatVector.fromArray(FLOATS, right, rightFrom + p * COLUMNS);
            FloatVector r1 = FloatVector.fromArray(FLOATS, right, rightFrom + p * COLUMNS + LANES);
            FloatVector l0 = FloatVector.broadcast(FLOATS, left[leftFrom + p * ROWS]);
            s00 = l0.fma(r0, s00);
            s01 = l0.fma(r1, s01);
            FloatVector l1 = FloatVector.broadcast(FLOATS, left[leftFrom + p * ROWS + 1]);
            s10 = l1.fma(r0, s10);
            s11 = l1.fma(r1, s11);
            FloatVector l2 = FloatVector.broadcast(FLOATS, left[leftFrom + p * ROWS + 2]);
            s20 = l2.fma(r0, s20);
            s21 = l2.fma(r1, s21);
            FloatVector l3 = FloatVector.broadcast(FLOATS, left[leftFrom + p * ROWS + 3]);
            s30 = l3.fma(r0, s30);
            s31 = l3.fma(r1, s31);
        }
        s00.intoArray(sums, to);
        s01.intoArray(sums, to + LANES);
        s10.intoArray(sums, to + step);
        s11.intoArray(sums, to + step + LANES);
        s20.intoArray(sums, to + 2 * step);
        s21.intoArray(sums, to + 2 * step + LANES);
        s30.intoArray(sums, to + 3 * step);
        s31.intoArray(sums, to + 3 * step + LANES);
    }
}
