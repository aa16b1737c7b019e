-- Requests that came on a USB drive from devices without a network: whoever comes again with the same one is given the
-- same device. The hash is that of the signed request, with its nonce.
create table enrolment_request (
    request_hash bytea primary key,
    device uuid not null references device,
    answered_at timestamp with time zone not null
);
