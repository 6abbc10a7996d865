package io.observabilityfactory.alert.channel;

/** Hands a message over in the form of one type of channel; returns when the other side has answered, or did not. */
interface Sender {

    ChannelType type();

    Outcome send(Channel channel, Delivery delivery);
}
