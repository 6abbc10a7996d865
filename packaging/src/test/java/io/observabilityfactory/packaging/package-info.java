/**
 * Tests of what is installed rather than compiled: chart, manifests, rules, dashboards, images. They read the services' own
 * configuration, so that what is written twice cannot differ.
 */
@NullMarked
package io.observabilityfactory.packaging;

import org.jspecify.annotations.NullMarked;
