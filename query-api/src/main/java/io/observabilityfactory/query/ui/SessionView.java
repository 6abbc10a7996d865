package io.observabilityfactory.query.ui;

import io.observabilityfactory.service.access.CurrentProject;

/**
 * Who is looking.
 *
 * @param withKey whether a key was needed, so that one can sign out
 * @param mayAdminister whether changes are allowed
 */
record SessionView(String project, boolean withKey, boolean mayAdminister) {

    static SessionView of(CurrentProject project) {
        return new SessionView(project.name(), project.isByKey(), project.mayAdminister());
    }
}
