-- Who watches something at this moment in other players; id: from the token. A lease that nobody renews is over.
create table viewing (
    id uuid primary key,
    device uuid not null references device,
    person uuid references person,
    film uuid not null references film,
    opened_at timestamp with time zone not null,
    lease_until timestamp with time zone not null
);
create index viewing_by_device on viewing (device, lease_until);
create index viewing_by_person on viewing (person, lease_until);
create index viewing_by_lease on viewing (lease_until);
