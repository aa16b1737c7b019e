-- People, the ways to reach them, their sessions; letters on their way; what is not to be denied later.
-- What is sealed is AES-256-GCM under a key derived from the master key, bound to its table, column and row.

-- password: Argon2id with its parameters (PHC string); null for who signs in by phone. Who is erased leaves the row,
-- with nothing in it, for what names it.
create table person (
    id uuid primary key,
    name varchar(80) not null,
    language varchar(35) not null,
    password varchar(200),
    created_at timestamp with time zone not null,
    erased_at timestamp with time zone
);

-- lookup: keyed hash of the normalised address.
create table person_contact (
    person uuid not null references person,
    kind varchar(8) not null,
    lookup bytea not null,
    sealed bytea not null,
    verified_at timestamp with time zone not null,
    primary key (person, kind),
    unique (kind, lookup)
);

-- Everyone is a spectator without a row.
create table person_role (
    person uuid not null references person,
    role varchar(16) not null,
    state varchar(16) not null,
    requested_at timestamp with time zone not null,
    decided_at timestamp with time zone,
    primary key (person, role)
);
create index person_role_by_state on person_role (state, requested_at);

-- number: the one in the refresh token that is good now. previous, attempt: how the client came by it.
create table person_session (
    id uuid primary key,
    person uuid not null references person,
    program varchar(80) not null,
    second_factor boolean not null,
    started_at timestamp with time zone not null,
    used_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    number uuid not null,
    previous uuid,
    attempt uuid,
    ended_at timestamp with time zone,
    end_reason varchar(24)
);
create index person_session_by_person on person_session (person, ended_at);

-- person, draft: whom it lets in, or of whom it makes a person; both null in one that can never be right.
-- lookup: whose phone, so that a code which a host hands out for it is found.
create table one_time_code (
    id uuid primary key,
    purpose varchar(16) not null,
    person uuid,
    draft bytea,
    lookup bytea,
    code_mac bytea not null,
    link_hash bytea not null unique,
    attempts_left integer not null,
    expires_at timestamp with time zone not null,
    used_at timestamp with time zone
);
create index one_time_code_by_lookup on one_time_code (lookup);
create index one_time_code_by_end on one_time_code (expires_at);

-- confirmed_at: null until the person has shown that their program makes the codes. last_step: each is good once.
create table second_factor (
    person uuid primary key references person,
    sealed bytea not null,
    confirmed_at timestamp with time zone,
    last_step bigint not null
);

create table recovery_code (
    person uuid not null references person,
    code_mac bytea not null,
    used_at timestamp with time zone,
    primary key (person, code_mac)
);

-- Letters that wait; a row goes when its letter has left, or is too old to be of use.
create table letter (
    id uuid primary key,
    sealed bytea not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    next_attempt_at timestamp with time zone not null,
    attempts integer not null
);
create index letter_by_next_attempt on letter (next_attempt_at);

-- Append only. mac: HMAC over the one before and all of this row.
create table audit_entry (
    position bigint primary key,
    made_at timestamp with time zone not null,
    actor_kind varchar(8) not null,
    actor uuid,
    action varchar(40) not null,
    subject uuid,
    detail varchar(200),
    mac bytea not null
);

create index audit_entry_by_actor on audit_entry (actor);
create index audit_entry_by_subject on audit_entry (subject);

-- One row, locked by whoever appends.
create table audit_head (
    id integer primary key check (id = 1),
    position bigint not null,
    mac bytea not null
);
