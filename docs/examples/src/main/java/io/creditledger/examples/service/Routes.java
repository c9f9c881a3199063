package io.creditledger.examples.service;

import io.creditledger.CreditLedger;
import java.util.List;

/** All that the service can be asked for. */
final class Routes {
    private Routes() {}

    static List<Route> of(CreditLedger ledger) {
        AccountResource accounts = new AccountResource(ledger);
        TaskResource tasks = new TaskResource(ledger.tasks());
        RewardResource rewards = new RewardResource(ledger);
        return List.of(
                Route.of("POST", "/accounts", accounts::open),
                Route.of("GET", "/accounts/{id}/balance", accounts::balance),
                Route.of("POST", "/accounts/{id}/sign-ins", rewards::signIn),
                Route.of("POST", "/invites", rewards::invite),
                Route.of("POST", "/tasks", tasks::start),
                Route.of("GET", "/tasks/{id}", tasks::find),
                Route.of("POST", "/tasks/{id}/completed", tasks::completed),
                Route.of("POST", "/tasks/{id}/failed", tasks::failed));
    }
}
