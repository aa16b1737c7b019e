package studio.karangou.planted.unmarked;

record Unmarked() {}
