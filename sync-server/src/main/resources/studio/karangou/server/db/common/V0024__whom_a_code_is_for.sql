-- profile: what the device that uses the code is to be; null for codes that say nothing of it, by which any comes in.
alter table enrolment_code add column profile varchar(16);
