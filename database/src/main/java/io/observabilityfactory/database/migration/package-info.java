/** Brings a database to the schema this version of the services needs. Migrations only ever expand, then contract. */
@NullMarked
package io.observabilityfactory.database.migration;

import org.jspecify.annotations.NullMarked;
