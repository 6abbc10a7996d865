package io.observabilityfactory.query.ui;

/**
 * How one can sign in, beside by an API key.
 *
 * @param openId whether at a provider of OpenID Connect, beginning at {@link OpenIdResource#PATH}
 */
record SignInWays(boolean openId) {}
