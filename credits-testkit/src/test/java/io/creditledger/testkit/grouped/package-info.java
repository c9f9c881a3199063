@NullMarked
package io.creditledger.testkit.grouped;

import org.jspecify.annotations.NullMarked;
