@NullMarked
package io.creditledger.testkit.contract;

import org.jspecify.annotations.NullMarked;
