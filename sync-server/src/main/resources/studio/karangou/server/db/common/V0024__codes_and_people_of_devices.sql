-- profile: what the device that uses the code is to be; null for codes that say nothing of it, by which any comes in.
alter table enrolment_code add column profile varchar(16);

-- Who has been at which device, signed in: only of them is it believed that they did what its journal says.
-- What was believed until now stays so.
create table person_device (
    person uuid not null references person,
    device uuid not null references device,
    since timestamp with time zone not null,
    primary key (person, device)
);
create index person_device_by_device on person_device (device);
insert into person_device (person, device, since)
    select o.actor, o.device, min(o.received_at) from operation o join person p on p.id = o.actor
    where p.erased_at is null group by o.actor, o.device;

-- What a person did is read and erased in pages.
drop index operation_by_actor;
create index operation_by_actor on operation (actor, device, sequence);
