-- Few operations are ever in quarantine: index only those.
create index operation_in_quarantine on operation (device, sequence) where quarantine is not null;
