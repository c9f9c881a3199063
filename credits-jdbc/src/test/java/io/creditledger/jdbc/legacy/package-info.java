@NullMarked
package io.creditledger.jdbc.legacy;

import org.jspecify.annotations.NullMarked;
