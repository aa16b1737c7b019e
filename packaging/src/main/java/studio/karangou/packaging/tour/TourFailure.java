package studio.karangou.packaging.tour;

/// A step of the tour did not find the world as it should be.
public final class TourFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TourFailure(String what) {
        super(what);
    }

    public TourFailure(String what, Throwable cause) {
        super(what, cause);
    }
}
