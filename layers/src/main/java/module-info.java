/** Layers for Halfcaf, written and compiled as a user's own are. */
module dev.halfcaf.layers {
    requires static org.jspecify;
    requires transitive dev.halfcaf;

    exports dev.halfcaf.layers;
}
