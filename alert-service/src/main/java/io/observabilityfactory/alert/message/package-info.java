/** What people are told, as it is committed with the change that it tells of; channels put it into their own form. */
@NullMarked
package io.observabilityfactory.alert.message;

import org.jspecify.annotations.NullMarked;
