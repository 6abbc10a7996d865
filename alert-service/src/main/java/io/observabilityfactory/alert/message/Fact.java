package io.observabilityfactory.alert.message;

/** A line of a message: {@code Spent}, {@code 105.20 USD (105 %)}. */
public record Fact(String name, String value) {}
