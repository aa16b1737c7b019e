-- Preparations of films. node: the server that has the source file. revision: of the manifest that the job makes.
create table ingest_job (
    id uuid primary key,
    film uuid not null,
    revision integer not null check (revision > 0),
    node uuid not null,
    state varchar(16) not null,
    stage varchar(16) not null,
    percent integer not null check (percent between 0 and 100),
    attempts integer not null check (attempts >= 0),
    created_at timestamp with time zone not null,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    failure_code varchar(80),
    failure_arguments text,
    unique (film, revision)
);
create index ingest_job_by_node on ingest_job (node, state, created_at);
