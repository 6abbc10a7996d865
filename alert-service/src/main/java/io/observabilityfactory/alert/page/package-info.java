/** Lists that are read page by page. */
@NullMarked
package io.observabilityfactory.alert.page;

import org.jspecify.annotations.NullMarked;
