package dev.halfcaf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Casts what containers hold, each element by the same cast, into a new container; what is null stays null. Generated code
 * calls it for all forms of input beyond arrays and lists of tensors.
 */
public final class CastEach {
    private CastEach() {}

    /** Of an array; the new one has the same element type. */
    public static <T extends @Nullable Object> T @Nullable [] in(T @Nullable [] array, UnaryOperator<T> cast) {
        if (array == null) {
            return null;
        }
        T[] result = array.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = cast.apply(result[i]);
        }
        return result;
    }

    /** Of a list. */
    public static <T extends @Nullable Object> @Nullable List<T> in(
            @Nullable List<? extends T> list, UnaryOperator<T> cast) {
        if (list == null) {
            return null;
        }
        List<T> result = new ArrayList<>(list.size());
        for (T element : list) {
            result.add(cast.apply(element));
        }
        return result;
    }

    /** Of the values of a map, in the order of its entries. */
    public static <K extends @Nullable Object, T extends @Nullable Object> @Nullable Map<K, T> in(
            @Nullable Map<? extends K, ? extends T> map, UnaryOperator<T> cast) {
        if (map == null) {
            return null;
        }
        Map<K, T> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put(key, cast.apply(value)));
        return result;
    }

    /** Of what an optional holds. */
    public static <T> @Nullable Optional<T> in(@Nullable Optional<? extends T> optional, UnaryOperator<T> cast) {
        return optional == null ? null : optional.map(cast::apply);
    }
}
