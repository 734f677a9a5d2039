package dev.halfcaf;

import java.util.List;

/**
 * What a layer is from its binding on.
 *
 * @param path the fields that lead to it from its outermost owner
 * @param members its own variables and child layers
 * @param state what it shares with all layers of its model
 */
record LayerBinding(ResolvedPolicy resolved, String path, MemberList members, ModelState state) {
    List<VariableMember> variables() {
        return members.variables();
    }
}
