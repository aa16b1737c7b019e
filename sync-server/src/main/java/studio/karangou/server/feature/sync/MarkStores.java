package studio.karangou.server.feature.sync;

/// Where it is written what is said of films.
record MarkStores(FavouriteStore favourites, LastWordStore<Integer> ratings, TallyStore tallies) {
    MarkStores() {
        this(
                new FavouriteStore(),
                new LastWordStore<>("film_rating", "owner", "stars", Integer.class, "untold"),
                new TallyStore());
    }
}
