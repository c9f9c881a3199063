/**
 * A service that sells video by the second: accounts, tasks that are charged when a render worker reports them as
 * completed, and rewards, over HTTP. Begin with {@link io.creditledger.examples.service.CreditService}.
 */
@NullMarked
package io.creditledger.examples.service;

import org.jspecify.annotations.NullMarked;
