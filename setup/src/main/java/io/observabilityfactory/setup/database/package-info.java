/** Brings an installation's database to what the services need: the schema, and the API keys they start with. */
@NullMarked
package io.observabilityfactory.setup.database;

import org.jspecify.annotations.NullMarked;
