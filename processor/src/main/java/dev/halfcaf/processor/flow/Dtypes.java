package dev.halfcaf.processor.flow;

import dev.halfcaf.Dtype;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An element of the lattice: for each world the dtypes that a value may have there, and whether the set is open.
 *
 * @param bits a byte for each world: a bit for each dtype, and the highest for "open"
 */
public record Dtypes(long bits) {
    /** Worlds that fit. */
    static final int WORLDS = 8;

    private static final int OPEN = 0x80;
    private static final int ALL = 0x7F;
    private static final long EVERY_WORLD = 0x0101010101010101L;
    private static final Dtype[] VALUES = Dtype.values();

    /** No value: unreachable, or none yet. */
    public static final Dtypes NONE = new Dtypes(0);

    /** Any dtype, and nobody knows which. */
    public static final Dtypes UNKNOWN = new Dtypes(-1L);

    /** This dtype, in every world. */
    public static Dtypes of(Dtype dtype) {
        return new Dtypes(EVERY_WORLD * bit(dtype));
    }

    /** One of these, and nobody knows which, in every world. */
    public static Dtypes oneOf(Collection<Dtype> dtypes) {
        return new Dtypes(EVERY_WORLD * (OPEN | mask(dtypes)));
    }

    /** A dtype for each world; those that are not in use repeat the first. */
    static Dtypes each(List<Dtype> byWorld) {
        long bits = 0;
        for (int world = 0; world < WORLDS; world++) {
            bits |= (long) bit(byWorld.get(world < byWorld.size() ? world : 0)) << shift(world);
        }
        return new Dtypes(bits);
    }

    private static int bit(Dtype dtype) {
        return 1 << dtype.ordinal();
    }

    private static int mask(Collection<Dtype> dtypes) {
        int mask = 0;
        for (Dtype dtype : dtypes) {
            mask |= bit(dtype);
        }
        return mask;
    }

    private static int shift(int world) {
        return world * 8;
    }

    private int at(int world) {
        return (int) (bits >>> shift(world)) & 0xFF;
    }

    private Dtypes with(int world, int set) {
        return new Dtypes(bits & ~(0xFFL << shift(world)) | (long) set << shift(world));
    }

    /** Whether nobody knows which of {@link #all} it is. */
    public boolean isOpen(int world) {
        return (at(world) & OPEN) != 0 && Integer.bitCount(at(world) & ALL) > 1;
    }

    /** Whether it is exactly one dtype. */
    public boolean isKnown(int world) {
        return Integer.bitCount(at(world) & ALL) == 1;
    }

    /** Whether it is known in every world, or there is no value. */
    boolean isKnown() {
        for (int world = 0; world < WORLDS; world++) {
            if (Integer.bitCount(at(world) & ALL) > 1) {
                return false;
            }
        }
        return true;
    }

    /** Whether paths disagree. */
    public boolean isSplit(int world) {
        return (at(world) & OPEN) == 0 && Integer.bitCount(at(world)) > 1;
    }

    /** Whether there is no value. */
    public boolean isNone(int world) {
        return (at(world) & ALL) == 0;
    }

    /** Whether nothing at all is known. */
    public boolean isUnknown(int world) {
        return at(world) == (ALL | OPEN);
    }

    /** The dtype, where it is known. */
    public Dtype known(int world) {
        return VALUES[Integer.numberOfTrailingZeros(at(world) & ALL)];
    }

    /** The dtypes that are possible. */
    public List<Dtype> all(int world) {
        int set = at(world);
        return Arrays.stream(VALUES).filter(dtype -> (set & bit(dtype)) != 0).toList();
    }

    /** Whether it may be this dtype. */
    public boolean mayBe(int world, Dtype dtype) {
        return (at(world) & bit(dtype)) != 0;
    }

    /** What is left in these worlds; in the others, nothing. */
    Dtypes in(int live) {
        long kept = 0;
        for (int world = 0; world < WORLDS; world++) {
            if ((live & 1 << world) != 0) {
                kept |= 0xFFL << shift(world);
            }
        }
        return new Dtypes(bits & kept);
    }

    /** Where two paths meet. */
    public Dtypes join(Dtypes other) {
        return bits == other.bits ? this : new Dtypes(bits | other.bits);
    }

    /** Both, but where they disagree nobody knows which. */
    Dtypes blur(Dtypes other) {
        Dtypes joined = join(other);
        for (int world = 0; world < WORLDS; world++) {
            if (joined.isSplit(world)) {
                joined = joined.with(world, joined.at(world) | OPEN);
            }
        }
        return joined;
    }

    /**
     * The dtype of two that have to agree. Where they cannot, it is blurred. Values that split in the same way are of the
     * same branch.
     */
    Dtypes meet(Dtypes other) {
        if (bits == other.bits) {
            return this;
        }
        Dtypes met = this;
        for (int world = 0; world < WORLDS; world++) {
            met = met.with(world, meet(at(world), other.at(world)));
        }
        return met;
    }

    private static int meet(int a, int b) {
        if ((a & ALL) == 0 || a == b) {
            return b;
        } else if ((b & ALL) == 0) {
            return a;
        }
        int common = a & b & ALL;
        if (common == 0 || !agree(a, b)) {
            return a | b | OPEN;
        }
        return Integer.bitCount(common) == 1 ? common : common | OPEN;
    }

    /** What is left when it is one of these, too; paths that disagree still do in what is left. */
    Dtypes within(Dtypes allowed) {
        Dtypes within = meet(allowed);
        for (int world = 0; world < WORLDS; world++) {
            int left = at(world) & allowed.at(world);
            if (isSplit(world) && left != 0) {
                within = within.with(world, left);
            }
        }
        return within;
    }

    /** What is in both: where one of them is nothing, the other. Where paths disagree, they still do in what is left. */
    Dtypes common(Dtypes other) {
        Dtypes common = this;
        for (int world = 0; world < WORLDS; world++) {
            int both = at(world) & other.at(world);
            if (other.isNone(world)) {
                both = at(world);
            } else if (isNone(world)) {
                both = other.at(world);
            }
            common = common.with(world, Integer.bitCount(both & ALL) <= 1 ? both & ALL : both);
        }
        return common;
    }

    /** What is left when it is not the other one, as far as that is known. */
    Dtypes without(Dtypes other) {
        Dtypes left = this;
        for (int world = 0; world < WORLDS; world++) {
            if (other.isKnown(world)) {
                int set = at(world) & ~other.at(world);
                left = left.with(world, Integer.bitCount(set & ALL) <= 1 ? set & ALL : set);
            }
        }
        return left;
    }

    /** Whether no path leads to a disagreement of the two in this world. */
    public boolean agrees(Dtypes other, int world) {
        return agree(at(world), other.at(world));
    }

    private static boolean agree(int a, int b) {
        if ((a & ALL) == 0 || (b & ALL) == 0) {
            return true;
        }
        boolean gradual = ((a | b) & OPEN) != 0;
        return (a & b & ALL) != 0 && (gradual || a == b && Integer.bitCount(a) == 1);
    }

    /** This where it is known, and elsewhere the other where that is. */
    public Dtypes knownOr(Dtypes other) {
        Dtypes filled = this;
        for (int world = 0; world < WORLDS; world++) {
            if (isOpen(world) && other.isKnown(world)) {
                filled = filled.with(world, other.at(world));
            }
        }
        return filled;
    }

    /** The worlds in which this can be the dtype. */
    int worldsOf(Dtype dtype) {
        int worlds = 0;
        for (int world = 0; world < WORLDS; world++) {
            worlds |= mayBe(world, dtype) ? 1 << world : 0;
        }
        return worlds;
    }

    /** What is left when it is one of these: known, if that is one. */
    Dtypes only(Collection<Dtype> dtypes) {
        long left = bits & EVERY_WORLD * (mask(dtypes) | OPEN);
        Dtypes kept = new Dtypes(left);
        for (int world = 0; world < WORLDS; world++) {
            if (Integer.bitCount(kept.at(world) & ALL) <= 1) {
                kept = kept.with(world, kept.at(world) & ALL);
            }
        }
        return kept;
    }

    /** The worlds in which there is a value. */
    int worlds() {
        int worlds = 0;
        for (int world = 0; world < WORLDS; world++) {
            worlds |= isNone(world) ? 0 : 1 << world;
        }
        return worlds;
    }

    /**
     * Each dtype mapped; an open set stays open. Those for which the function throws at run time, and so has nothing here,
     * are left out: after it, the dtype was none of them. Where it throws for all, nothing is said.
     */
    Dtypes map(Function<Dtype, Optional<Dtype>> function) {
        Dtypes mapped = this;
        for (int world = 0; world < WORLDS; world++) {
            int set = at(world) & OPEN;
            for (Dtype dtype : all(world)) {
                set |= function.apply(dtype).map(Dtypes::bit).orElse(0);
            }
            if ((set & ALL) != 0) {
                mapped = mapped.with(world, Integer.bitCount(set & ALL) == 1 ? set & ALL : set);
            }
        }
        return mapped;
    }
}
