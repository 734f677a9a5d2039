package dev.halfcaf.processor.plan;

import dev.halfcaf.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plans of all layer classes of a build, by name. */
final class Plan {
    private final Map<String, ClassPlan> byName = new LinkedHashMap<>();

    Plan(Collection<ClassPlan> classes) {
        classes.stream().sorted(Comparator.comparing(ClassPlan::name)).forEach(one -> byName.put(one.name(), one));
    }

    /** The annotated classes, in the order of their names; others are part of these. */
    List<ClassPlan> classes() {
        return byName.values().stream().filter(ClassPlan::annotated).toList();
    }

    @Nullable
    ClassPlan find(String name) {
        return byName.get(name);
    }

    /** A class and the classes above it that are part of the plan, the highest first. */
    List<ClassPlan> chain(ClassPlan plan) {
        List<ClassPlan> chain = new ArrayList<>();
        for (@Nullable ClassPlan one = plan; one != null && !chain.contains(one); one = above(one)) {
            chain.add(0, one);
        }
        return chain;
    }

    private @Nullable ClassPlan above(ClassPlan plan) {
        return plan.superclass() == null ? null : byName.get(plan.superclass());
    }

    /** Each class with what is below it: under its policy, if the build knows that; else in terms of it. */
    Stream<PlacedLayer> placed() {
        return classes().stream().map(one -> new Expansion(this, null).of(one));
    }

    /** A bare class with what is below it, as if it had this policy. */
    PlacedLayer under(ClassPlan plan, Policy policy) {
        return new Expansion(this, policy).of(plan);
    }

    /** A class's name without its package and the classes around it. */
    static String lastName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** A class's name without its package. By convention, names of packages start with a small letter. */
    static String simpleName(String className) {
        int at = 0;
        while (at < className.length() && !Character.isUpperCase(className.charAt(at))) {
            int dot = className.indexOf('.', at);
            if (dot < 0) {
                break;
            }
            at = dot + 1;
        }
        return className.substring(at);
    }
}
