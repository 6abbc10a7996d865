/** The services as their images run them in pods of the chart, without images and without Kubernetes. */
@NullMarked
package io.observabilityfactory.packaging.container;

import org.jspecify.annotations.NullMarked;
