package io.observabilityfactory.query.session;

import io.observabilityfactory.query.paging.Page;

/** A session, and its traces in the order of time, page by page. */
record SessionDetail(Session session, Page<SessionTrace> traces) {}
