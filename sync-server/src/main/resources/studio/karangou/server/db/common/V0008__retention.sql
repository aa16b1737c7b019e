-- When each rule was last applied, and how much it removed then and in all.
create table retention_run (
    rule varchar(40) primary key,
    ran_at timestamp with time zone not null,
    removed bigint not null,
    removed_in_all bigint not null
);
create index person_session_by_end on person_session (ended_at, expires_at);
