-- H2 has no partial indexes.
create index operation_in_quarantine on operation (quarantine, device, sequence);
