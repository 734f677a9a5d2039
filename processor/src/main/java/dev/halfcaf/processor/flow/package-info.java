/**
 * The dtype of every expression in a method body: a forward dataflow analysis over the trees that javac has attributed.
 *
 * <p><b>Worlds.</b> A body is not analysed with symbols, but at once under every policy that its class may have: a {@link
 * dev.halfcaf.processor.flow.Worlds} lists them. A class that names its policy has one world; a bare layer has one for each
 * floating policy, or those of {@code only}; a class that is no layer has one, without a policy. The symbols of the
 * contract are what differs from world to world: ⟨compute⟩ is the function from a world to its policy's compute dtype. So
 * the question whether ⟨compute⟩ and float32 agree has an answer that names a policy, and a guard {@code if
 * (computeDtype() == Dtype.FLOAT16)} is just a branch that some worlds do not enter.
 *
 * <p><b>Lattice.</b> A {@link dev.halfcaf.processor.flow.Dtypes} holds for each world a set of dtypes. The empty set is
 * unreachable; one dtype is known; several, closed, mean that paths joined which disagree; an open set is gradual: one of
 * these, nobody knows which, and consistent with all that meets it; all dtypes, open, is unknown. Joining is union, and open
 * wins. Two operands agree where their sets meet. It is a number of 64 bits, eight for each world, and has finite height.
 *
 * <p><b>Values.</b> {@link dev.halfcaf.processor.flow.Value}: tensors (and whatever holds tensors: arrays, lists, maps,
 * streams, optionals have the value of their elements), {@code Dtype}s, things under a policy (variables, layers,
 * policies), constants, records, functions. A value knows its {@link dev.halfcaf.processor.flow.Origin}: why it has its
 * dtype. Origins tell unknowns apart, too: two values of unknown dtype are known to agree only where their origins are
 * equal. So what is taken out of a collection, and what an earlier round of a loop left, gets an origin of its own; and values
 * that joined at one place, path by path, are of the same path.
 *
 * <p><b>Interpreter.</b> A structural one: statements and expressions are walked in the order of execution over one {@link
 * dev.halfcaf.processor.flow.State}, split at branches and joined after them; a loop is walked again until its state
 * settles. What a call does to dtypes stands in the qualifiers on its declaration, and nowhere else: no op is known by name.
 * A helper of the same class is walked once, and its result is expressed in the dtypes of its parameters. All other bodies are
 * out of reach at this point of a compilation, and stay so.
 *
 * <p><b>Facts.</b> The interpreter judges nothing. It writes down {@link dev.halfcaf.processor.flow.Fact facts}: this call
 * with these operands, this return, this assignment. Where operands disagree, it goes on as if they had agreed, with an open
 * dtype, so that one mistake stays one. The checks, in {@code dev.halfcaf.processor.body}, read the facts.
 *
 * <p>Where the source has errors, where a tree is of a kind that this version does not know, and where nobody declared
 * anything, the answer is unknown, and unknown is silent.
 */
@NullMarked
package dev.halfcaf.processor.flow;

import org.jspecify.annotations.NullMarked;
