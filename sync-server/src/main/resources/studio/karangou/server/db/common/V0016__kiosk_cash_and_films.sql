-- Cash announced at a kiosk is settled by an operation of a host's device.
alter table contribution add column settled_by uuid;
alter table contribution add column settled_at timestamp with time zone;

-- Which films the kiosks of a venue are to hold; the last word of its hosts counts, by hybrid time.
create table kiosk_film (
    venue uuid not null references venue,
    film uuid not null references film,
    held boolean not null,
    said_millis bigint not null,
    said_counter integer not null,
    primary key (venue, film)
);

-- Two ids may name a thing of the feed.
alter table feed_change alter column entity set data type varchar(120);
