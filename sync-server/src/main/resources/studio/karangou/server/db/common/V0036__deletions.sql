-- A film that the operator took out of the catalogue; its row stays for what was shown and given.
alter table film add column withdrawn boolean default false not null;

-- closed: nothing more will come of what the row tells of, and it tells devices no more than to forget it. After a while it
-- leaves the feed.
alter table feed_change add column closed boolean default false not null;
update feed_change set closed = true where entity like 'person/%' or entity like 'doors/%';
update feed_change set closed = true where entity in (
    select 'cash/' || cast(c.id as varchar(36)) from contribution c where c.state in ('CONFIRMED', 'CANCELLED'));
update feed_change set closed = true where entity in (
    select 'kiosk-film/' || cast(k.venue as varchar(36)) || '/' || cast(k.film as varchar(36))
    from kiosk_film k where not k.held);
create index feed_change_closed on feed_change (closed, position);

-- Where the feed ended, a line a day: so it is known how old a place is.
create table feed_mark (
    at timestamp with time zone primary key,
    position bigint not null
);

-- Whoever has not read so far may have missed what has left the feed since, and reads it from its start.
alter table feed_position add column floor bigint default 0 not null;
