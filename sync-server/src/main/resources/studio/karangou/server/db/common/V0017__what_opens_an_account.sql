-- credential_version: grows with whatever opens the account; what was begun under an older one is not ended any more.
alter table person add column credential_version bigint default 0 not null;

-- How many text messages left by the gateway in each hour from its beginning, and how many had to stay.
create table text_message_count (
    begun timestamp with time zone primary key,
    sent integer not null,
    refused integer not null
);
