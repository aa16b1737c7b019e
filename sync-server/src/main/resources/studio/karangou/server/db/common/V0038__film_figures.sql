-- How often and by how many people a film was watched, counted by each device for itself: only the batches of a device,
-- which come one after the other, touch its rows.
create table film_tally (
    film uuid not null references film,
    device uuid not null references device,
    viewings bigint not null,
    spectators bigint not null,
    -- not yet in what is told of the film
    untold boolean not null,
    primary key (film, device)
);
create index film_tally_untold on film_tally (untold);

insert into film_tally (film, device, viewings, spectators, untold)
    select film, device, count(*), sum(audience), true from film_view group by film, device;

-- What was told of each film.
create table film_figures (
    film uuid primary key references film,
    viewings bigint not null,
    spectators bigint not null,
    ratings bigint not null,
    stars bigint not null,
    -- to be told anew although nothing came, as after somebody was erased
    due boolean not null,
    told_at timestamp with time zone not null
);
