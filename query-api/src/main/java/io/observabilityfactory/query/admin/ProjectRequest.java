package io.observabilityfactory.query.admin;

import org.jspecify.annotations.Nullable;

/** A project that is wanted. */
record ProjectRequest(@Nullable String name) {

    String checkedName() {
        return Names.checked("name", name);
    }
}
