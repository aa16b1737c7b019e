package studio.karangou.server.http;

/// Who has shown who they are.
public sealed interface Caller permits DeviceCaller, PersonCaller, OperatorCaller {}
