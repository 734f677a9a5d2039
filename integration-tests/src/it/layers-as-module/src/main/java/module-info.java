module com.acme.vision {
    requires dev.halfcaf.layers;
}
