-- Which life of the feed its positions belong to, and where that life is: cursors of another one are of no use.
alter table feed_position add column epoch varchar(16);
alter table feed_position add column place varchar(100);
