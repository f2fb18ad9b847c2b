package dev.forebay.mysql;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that are run on MariaDB, and again on MySQL: one run of the module's tests for each server,
 * which all of them share. See {@link TestServer}.
 */
@Tag("every-server")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EveryServer {}
