/** What people say is to be watched: figures, windows, filters and thresholds; where these rules are kept, and their API. */
@NullMarked
package io.observabilityfactory.alert.rule;

import org.jspecify.annotations.NullMarked;
