-- Whom a row of the feed concerns: a venue, a person, a room (the film's id), a single device; null for everyone.
alter table feed_change rename column venue to scope;
drop index if exists feed_change_by_venue;
create index feed_change_by_scope on feed_change (scope, position);

-- Which scopes a device has joined, besides its venue and itself, and where the feed ended then: what lies before
-- that place it learns late. 0: nothing does. (It refers to no row of a device: to check that would lock the device under the
-- feed's lock, and a push does it the other way round.)
create table feed_member (
    device uuid not null,
    scope uuid not null,
    joined bigint not null,
    primary key (device, scope)
);
create index feed_member_by_scope on feed_member (scope);
insert into feed_member (device, scope, joined) select device, person, 0 from person_device;
