-- A kiosk is told nothing of who was at it.
delete from feed_member
    where scope in (select id from person) and device in (select id from device where profile = 'BORNE');

-- When the operator took a film out of the catalogue or put it back for the last time: held against what is noted outside
-- of the database, which may come from a backup.
alter table film add column decided_at timestamp with time zone;
update film set decided_at = current_timestamp where withdrawn;

-- Messages that the operator removed. A journal may bring one again, after a backup was put back.
create table removed_message (
    id uuid primary key
);
insert into removed_message (id)
    select cast(substring(entity from 9) as uuid) from feed_change where entity like 'message/%' and closed;
