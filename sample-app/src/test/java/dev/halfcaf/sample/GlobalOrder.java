package dev.halfcaf.sample;

import dev.halfcaf.Policy;
import dev.halfcaf.PolicyScope;
import dev.halfcaf.sample.model.CastingImageClassifier;

/** What a layer gets from the global policy, in a JVM in which it may be set. Prints a line for each. */
final class GlobalOrder {
    private GlobalOrder() {}

    public static void main(String[] args) throws InterruptedException {
        print("start");
        CastingImageClassifier before = new CastingImageClassifier(4, 2);
        Policy.setGlobal(Policy.of("mixed_bfloat16"));
        print("set");
        try (PolicyScope scope = Policy.scope(Policy.of("float16"))) {
            print("scope " + (scope != null));
            Thread other = new Thread(() -> print("other thread"));
            other.start();
            other.join();
        }
        print("after");
        before.initialize(0);
        System.out.println("constructed before: " + before.resolvedPolicy());
    }

    private static void print(String name) {
        CastingImageClassifier model = new CastingImageClassifier(4, 2);
        model.initialize(0);
        System.out.println(name + ": " + model.resolvedPolicy());
    }
}
