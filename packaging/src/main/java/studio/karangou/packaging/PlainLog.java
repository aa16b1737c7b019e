package studio.karangou.packaging;

/// How the commands of this module log: plain lines for a person. Without it they would find the server's
/// `logback.xml` on their class path, which writes JSON for machines.
public final class PlainLog {
    private static final String SETTING = "logback.configurationFile";

    private PlainLog() {}

    /// To be called before anything logs; a configuration that was named on the command line stays.
    public static void use() {
        if (System.getProperty(SETTING) == null) {
            System.setProperty(SETTING, "studio/karangou/packaging/logback.xml");
        }
    }
}
