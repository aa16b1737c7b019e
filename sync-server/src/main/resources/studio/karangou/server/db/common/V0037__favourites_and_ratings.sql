-- Of words at the same moment the device decides, and of one device's its journal.
alter table kiosk_film add column said_by uuid default '00000000-0000-0000-0000-000000000000' not null;
alter table kiosk_film add column said_sequence bigint default 0 not null;

-- Favourites: each addition has a tag, the id of its operation; a removal marks those it saw, also before they come.
-- The owner is a person, or the venue where nobody was signed in.
create table favourite (
    owner uuid not null,
    film uuid not null references film,
    tag uuid not null,
    removed boolean not null,
    primary key (owner, film, tag)
);

-- Stars from 1 to 5; of an owner's words on a film the last counts, by hybrid time.
create table film_rating (
    owner uuid not null,
    film uuid not null references film,
    stars integer not null,
    said_millis bigint not null,
    said_counter integer not null,
    said_by uuid not null,
    said_sequence bigint not null,
    -- not yet in what is told of the film
    untold boolean not null,
    primary key (owner, film)
);
create index film_rating_film on film_rating (film);
create index film_rating_untold on film_rating (untold);
