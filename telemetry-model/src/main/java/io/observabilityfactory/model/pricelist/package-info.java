/** Price versions as JSON, and the files of list prices that the services and the SDK ship. */
@NullMarked
package io.observabilityfactory.model.pricelist;

import org.jspecify.annotations.NullMarked;
