-- Messages concern the room of their film. (There is no message in the feed that is not there.)
update feed_change
    set scope = coalesce(
        (select m.film from message m where m.id = cast(substring(feed_change.entity from 9) as uuid)),
        cast('00000000-0000-0000-0000-000000000000' as uuid))
    where entity like 'message/%';

-- The devices of a venue are in the rooms in which it wrote, of films that it watched, gave to or may show: what is there
-- they have, as it went to everyone.
insert into feed_member (device, scope, joined)
    select d.id, r.film, 0 from device d join (
        select w.venue, m.film from message m join device w on w.id = m.device
        union select v.venue, v.film from film_view v
        union select c.venue, c.film from contribution c where c.film is not null
        union select w.venue, l.film from licence l join device w on w.id = l.device
    ) r on r.venue = d.venue;
