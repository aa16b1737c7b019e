package studio.karangou.planted.common.model;

import studio.karangou.planted.common.protocol.Message;

record KnowsTheProtocol(Message message) {}
