-- Places where clients fail, told by devices whose hosts agreed to it. Nothing here names anybody.
create table fault (
    id varchar(32) primary key,
    code varchar(160) not null,
    causes varchar(2000) not null,
    frames varchar(4000) not null,
    first_seen timestamp with time zone not null,
    last_seen timestamp with time zone not null,
    occurrences bigint not null,
    newest varchar(40) not null,
    state varchar(8) not null,
    settled_in varchar(40),
    reopened_at timestamp with time zone
);
create index fault_by_last_seen on fault (last_seen);
-- Which device told of it, from which version of the program.
create table fault_sighting (
    fault varchar(32) not null references fault on delete cascade,
    device uuid not null references device,
    program_version varchar(40) not null,
    os_family varchar(8) not null,
    profile varchar(8) not null,
    first_seen timestamp with time zone not null,
    primary key (fault, device, program_version, os_family, profile)
);
create index fault_sighting_by_device on fault_sighting (device, first_seen);
