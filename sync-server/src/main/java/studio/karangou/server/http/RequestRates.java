package studio.karangou.server.http;

/// How many requests a minute from whom. All of a minute may come at once.
///
/// @param address from one address, behind which a whole town may be
/// @param account of one person
/// @param device of one device
/// @param money that bring contributions, of one device or person: journals, and what moves money
public record RequestRates(int address, int account, int device, int money) {
    /// What holds if nobody said otherwise.
    public static final RequestRates STANDARD = new RequestRates(6_000, 1_200, 1_200, 240);
}
