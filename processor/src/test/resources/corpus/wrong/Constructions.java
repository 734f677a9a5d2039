package constructions;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy
abstract class Dense extends Layer {
    public Tensor forward(Tensor x) {
        return x;
    }
}

// error@1: [UncheckedConstruction] Plain extends Dense and has no casting wrapper
//   Nothing casts its inputs or binds its variables: @DtypePolicy is not inherited.
//   Fix: @DtypePolicy on it, abstract for final, and new CastingPlain(...) where it is constructed.
class Plain extends Dense {}

abstract class Base extends Dense {}

class Use {
    Layer right = new CastingDense();
    // error@27: [UncheckedConstruction] an anonymous Dense has no casts
    //   What is generated from Dense is CastingDense; a class without a name has no wrapper.
    //   Fix: new CastingDense(), or a named abstract class with @DtypePolicy.
    Layer anonymous = new Dense() {};
}
