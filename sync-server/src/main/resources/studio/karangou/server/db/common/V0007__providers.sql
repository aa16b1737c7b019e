-- Sign-in with other providers. lookup: keyed hash of issuer and subject.
create table person_identity (
    lookup bytea primary key,
    person uuid not null references person,
    provider varchar(32) not null,
    created_at timestamp with time zone not null
);
create index person_identity_by_person on person_identity (person);

-- A sign-in under way in a browser; sealed: state, nonce, verifier.
create table provider_sign_in (
    id uuid primary key,
    provider varchar(32) not null,
    redirect varchar(200) not null,
    sealed bytea not null,
    expires_at timestamp with time zone not null
);
create index provider_sign_in_by_end on provider_sign_in (expires_at);
