package com.acme;

import com.acme.layers.CastingIdentity;

/** Imports a class that was not generated: javac stops at that before it looks into any method. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println(new CastingIdentity());
    }
}
