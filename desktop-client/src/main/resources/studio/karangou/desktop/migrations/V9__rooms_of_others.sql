-- Before there were rooms the messages of all films came to every device. Of those in rooms that it is not in it would hear
-- nothing more, not even that one was removed. So the feed is read from its start once: what comes stays, and with the
-- last page goes the rest. (It says 'elsewhere' as nobody was missed who may come in without the network.)
MERGE INTO setting (name, text) KEY (name) SELECT 'sync.sweep', 'elsewhere' FROM setting WHERE name = 'sync.cursor';
UPDATE setting SET text = '0' WHERE name = 'sync.cursor';
