/** The four services as processes of their own. */
@NullMarked
package io.observabilityfactory.local.service;

import org.jspecify.annotations.NullMarked;
