/**
 * The dtype plan: what dtype everything has, and where it is cast, written down for people and for builds that compare.
 *
 * <p>The plugin reads each layer class that javac has analyzed into a {@link dev.halfcaf.processor.plan.ClassPlan}, in terms
 * of the class's own policy, and keeps it as a <em>fragment</em>, a file for each class. All fragments together are a {@link
 * dev.halfcaf.processor.plan.Plan}: there the models are expanded through the layers that they hold, each under the policy
 * that it gets at its place. The plan is written as text, as JSON and as a page. Nothing in it depends on the machine, on
 * the order of files, or on which classes a compilation happened to compile.
 */
@NullMarked
package dev.halfcaf.processor.plan;

import org.jspecify.annotations.NullMarked;
