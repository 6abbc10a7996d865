package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.rule.Telling;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Where messages are put so that people get them: the outbox. */
public interface Messages {

    /**
     * Puts them down in the transaction of whoever tells them.
     *
     * @return how many reach nobody, as neither the rule nor a channel says who is to be told
     */
    Uni<Integer> add(SqlConnection transaction, int projectId, Telling telling, List<Message> messages);

    /** @param alertId the alert it tells of */
    record Message(long alertId, AlertMessage content) {}
}
