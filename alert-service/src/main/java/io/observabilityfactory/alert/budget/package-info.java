/** The budgets people set: their rules, where they are kept, and the API to administer them. */
@NullMarked
package io.observabilityfactory.alert.budget;

import org.jspecify.annotations.NullMarked;
