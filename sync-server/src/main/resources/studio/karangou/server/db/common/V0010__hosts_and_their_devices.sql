-- host: who registered the venue; null for those that the operator made. What nobody has said yet is null.
alter table venue add column host uuid references person;
alter table venue add column place varchar(120);
alter table venue add column country varchar(2);
alter table venue add column capacity integer check (capacity > 0);
create index venue_by_host on venue (host);

-- contact_at, health: when the device last opened a session, and how it was (JSON).
-- contact_number, contact_mark, machine: how two copies of one device are told (common.protocol.ContactMark).
-- copied_at: since when it is known that there are two.
alter table device add column contact_at timestamp with time zone;
alter table device add column health text;
alter table device add column contact_number bigint default 0 not null;
alter table device add column contact_mark bytea;
alter table device add column machine bytea;
alter table device add column copied_at timestamp with time zone;
create index device_by_signing_key on device (signing_key);
