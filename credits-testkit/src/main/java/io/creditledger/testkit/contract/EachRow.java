package io.creditledger.testkit.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once for each row of a table: its only parameter is an enum, and each constant is a row. Every row is a
 * test of its own, on an empty store.
 */
@TestTemplate
@ExtendWith(EachRowExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface EachRow {}
