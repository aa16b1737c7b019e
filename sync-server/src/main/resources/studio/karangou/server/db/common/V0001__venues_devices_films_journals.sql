-- One SQL for H2 (MODE=PostgreSQL) and PostgreSQL. Ids are UUIDs made by the program; times are UTC.

-- One row: which server's data this is, by its public signing key.
create table server_identity (
    id integer primary key check (id = 1),
    signing_key bytea not null,
    created_at timestamp with time zone not null
);

create table venue (
    id uuid primary key,
    name varchar(80) not null,
    created_at timestamp with time zone not null
);

-- Only the hash of a code is kept. A code is used up in the transaction that makes its device.
create table enrolment_code (
    code_hash bytea primary key,
    venue uuid not null references venue,
    expires_at timestamp with time zone not null,
    used_at timestamp with time zone
);

-- acknowledged and chain_hash: how far the device's journal is on disk here. This row is locked while a batch is applied.
create table device (
    id uuid primary key,
    venue uuid not null references venue,
    name varchar(80) not null,
    profile varchar(16) not null,
    signing_key bytea not null,
    sealing_key bytea not null,
    enrolled_at timestamp with time zone not null,
    revoked_at timestamp with time zone,
    acknowledged bigint not null,
    chain_hash bytea not null
);
create index device_by_venue on device (venue);

-- document is the record as JSON; the columns beside it are what is searched or changed by itself.
create table project (
    id uuid primary key,
    title varchar(200) not null,
    document text not null,
    state varchar(16) not null,
    currency varchar(3) not null,
    collected bigint not null check (collected >= 0),
    contributors integer not null check (contributors >= 0)
);

create table film (
    id uuid primary key,
    title varchar(200) not null,
    document text not null,
    search_text text not null,
    revision integer not null,
    manifest varchar(64)
);

-- wrapped with the server's master key
create table film_key (
    film uuid primary key references film,
    wrapped bytea not null
);

-- Every operation as it came, applied or not: (device, sequence) is its place, operation_id its name.
create table operation (
    device uuid not null references device,
    sequence bigint not null check (sequence > 0),
    operation_id uuid unique,
    encoded bytea not null,
    chain_hash bytea not null,
    received_at timestamp with time zone not null,
    quarantine varchar(64),
    primary key (device, sequence)
);

create table contribution (
    id uuid primary key,
    device uuid not null references device,
    venue uuid not null references venue,
    project uuid not null references project,
    film uuid references film,
    currency varchar(3) not null,
    units bigint not null check (units > 0),
    method varchar(16) not null,
    voucher varchar(8),
    voucher_expires timestamp with time zone,
    contributor varchar(80),
    state varchar(20) not null,
    made_at timestamp with time zone not null,
    received_at timestamp with time zone not null
);
create index contribution_by_project on contribution (project, state);
create index contribution_by_voucher on contribution (voucher);

create table message (
    id uuid primary key,
    device uuid not null references device,
    film uuid not null references film,
    author varchar(80) not null,
    body varchar(2000) not null,
    written_at timestamp with time zone not null,
    received_at timestamp with time zone not null
);
create index message_by_film on message (film, written_at);

create table film_view (
    id uuid primary key,
    device uuid not null references device,
    venue uuid not null references venue,
    film uuid not null references film,
    watched_millis bigint not null check (watched_millis >= 0),
    to_the_end boolean not null,
    audience integer not null check (audience > 0),
    viewed_at timestamp with time zone not null,
    received_at timestamp with time zone not null
);
create index film_view_by_film on film_view (film, viewed_at);

create table licence (
    id uuid primary key,
    film uuid not null references film,
    device uuid not null references device,
    not_before timestamp with time zone not null,
    not_after timestamp with time zone not null,
    issued_at timestamp with time zone not null
);
create index licence_by_device on licence (device, film);

-- The feed: one row for each thing, which moves to the end when it changes. venue: whom it concerns, null for everyone.
create table feed_change (
    entity varchar(64) primary key,
    position bigint not null unique,
    venue uuid,
    payload bytea not null
);

-- One row. Whoever appends to the feed locks it until commit, so positions become visible in their order.
create table feed_position (
    id integer primary key check (id = 1),
    position bigint not null
);
insert into feed_position (id, position) values (1, 0);
