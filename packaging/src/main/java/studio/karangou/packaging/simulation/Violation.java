package studio.karangou.packaging.simulation;

/// Something that must never be, and is.
///
/// @param what the kind, by which two failures are told apart
/// @param told for people
record Violation(String what, String told) {}
