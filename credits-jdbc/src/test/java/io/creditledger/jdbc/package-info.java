@NullMarked
package io.creditledger.jdbc;

import org.jspecify.annotations.NullMarked;
