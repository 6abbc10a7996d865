/** Mail without a mail server. */
@NullMarked
package io.observabilityfactory.local.mail;

import org.jspecify.annotations.NullMarked;
