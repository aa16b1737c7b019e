-- What a person said to which version of a question; the latest counts. Who is erased leaves it in the audit log alone.
create table person_consent (
    person uuid not null references person,
    purpose varchar(32) not null,
    version integer not null check (version > 0),
    given boolean not null,
    decided_at timestamp with time zone not null,
    primary key (person, purpose)
);
