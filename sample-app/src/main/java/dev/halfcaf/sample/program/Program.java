package dev.halfcaf.sample.program;

/** A model with the data that it learns from: what {@code --model} chooses. */
public interface Program {
    /** The data and their numbers, as the first lines say it. */
    String data();

    /** A new model under a policy, from the start that the seed gives, with all that trains and tests it. */
    Task task(Settings settings);
}
