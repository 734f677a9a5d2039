module com.acme.modular {
    // Transitive: the exported layers have Halfcaf's types in their signatures.
    requires transitive dev.halfcaf;

    exports com.acme.modular;
}
