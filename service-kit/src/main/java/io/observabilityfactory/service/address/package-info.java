/** Addresses that people name and services send to, without being led into the network that the services are in. */
@NullMarked
package io.observabilityfactory.service.address;

import org.jspecify.annotations.NullMarked;
