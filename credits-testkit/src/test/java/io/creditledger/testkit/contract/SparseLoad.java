package io.creditledger.testkit.contract;

import io.creditledger.Credits;
import io.creditledger.Grant;
import io.creditledger.spi.Demand;
import io.creditledger.spi.Loaded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An answer that holds no more grants than are needed, as a database gives it. */
final class SparseLoad {
    private SparseLoad() {}

    static Loaded of(Demand demand, Loaded sound, Comparator<Grant> order) {
        List<Grant> loaded = new ArrayList<>();
        Credits covered = Credits.ZERO;
        for (Grant grant : sound.grants().stream().sorted(order).toList()) {
            if (grant.isDueAt(demand.at())) {
                loaded.add(grant);
            } else if (grant.isUsableAt(demand.at()) && demand.needed().isMoreThan(covered)) {
                loaded.add(grant);
                covered = covered.plus(grant.remaining());
            }
        }
        return new Loaded(loaded, sound.earlier(), sound.tasks());
    }
}
