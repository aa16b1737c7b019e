-- What opened each person's account when the server last confirmed them here: after a change of it elsewhere, the door
-- without the network opens no more.

ALTER TABLE offline_person ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;
