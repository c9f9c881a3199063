/** Drives the example service as its clients would, over HTTP. */
@NullMarked
package io.creditledger.examples.service;

import org.jspecify.annotations.NullMarked;
