package studio.karangou.packaging.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static studio.karangou.packaging.architecture.Predicates.aReadingOfTheSystemClock;
import static studio.karangou.packaging.architecture.Predicates.aStandardStream;
import static studio.karangou.packaging.architecture.Predicates.aSystemClock;
import static studio.karangou.packaging.architecture.Predicates.beInANullMarkedPackage;
import static studio.karangou.packaging.architecture.Predicates.topLevelNameEndsWith;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rules of the code's shape, each under a name.
///
/// They are written for any root package, so that the planted violations, which mirror the real
/// packages under `studio.karangou.planted`, are held against the very same rules.
final class ArchitectureRules {
    private final Map<String, ArchRule> rules = new LinkedHashMap<>();
    private final String common;
    private final String server;
    private final String desktop;
    private final String packaging;
    private final String root;

    private ArchitectureRules(String root) {
        this.root = root;
        common = root + ".common";
        server = root + ".server";
        desktop = root + ".desktop";
        packaging = root + ".packaging";
        commonStandsAlone();
        featuresStandApart();
        desktopLayers();
        librariesStayInTheirPlace();
        stateTimeAndOutput();
        wholeTree();
    }

    /// All rules by name, for the classes under the package `root`.
    static Map<String, ArchRule> of(String root) {
        return Map.copyOf(new ArchitectureRules(root).rules);
    }

    private void commonStandsAlone() {
        add(
                "model_depends_on_nothing_of_ours",
                classes()
                        .that()
                        .resideInAPackage(common + ".model..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(common + ".model..", "java..", "javax..", "org.jspecify..", "org.slf4j.."));
        add(
                "common_depends_on_the_jdk_only",
                classes()
                        .that()
                        .resideInAPackage(common + "..")
                        .and()
                        .resideOutsideOfPackage(common + ".protocol..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(common + "..", "java..", "javax..", "org.jspecify..", "org.slf4j.."));
        add(
                "protocol_adds_jackson_and_zstd_only",
                classes()
                        .that()
                        .resideInAPackage(common + ".protocol..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                common + "..",
                                "java..",
                                "javax..",
                                "org.jspecify..",
                                "org.slf4j..",
                                "com.fasterxml.jackson..",
                                "com.github.luben.zstd.."));
    }

    private void featuresStandApart() {
        add(
                "server_features_do_not_know_each_other",
                slices().matching(server + ".feature.(*)..").should().notDependOnEachOther());
        add(
                "desktop_features_do_not_know_each_other",
                slices().matching(desktop + ".feature.(*)..").should().notDependOnEachOther());
    }

    private void desktopLayers() {
        add("nobody_knows_the_desktop_app", nobodyButKnows(desktop + ".app.."));
        add("only_app_knows_engines", nobodyButKnows(desktop + ".engine..", desktop + ".app.."));
        add(
                "only_app_and_engines_know_features",
                nobodyButKnows(desktop + ".feature..", desktop + ".app..", desktop + ".engine.."));
        add(
                "ui_knows_no_feature",
                noClasses()
                        .that()
                        .resideInAPackage(desktop + ".ui..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(desktop + ".feature.."));
        add(
                "view_models_see_no_scene",
                noClasses()
                        .that(are(topLevelNameEndsWith("ViewModel")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "javafx.scene..", "javafx.stage..", "javafx.fxml..", "javafx.application.."));
        add(
                "platform_is_called_in_ui_only",
                noClasses()
                        .that()
                        .resideInAPackage(desktop + "..")
                        .and()
                        .resideOutsideOfPackage(desktop + ".ui..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("javafx.application.Platform"));
    }

    private ArchRule nobodyButKnows(String known, String... allowed) {
        return noClasses()
                .that(are(resideInAPackage(desktop + "..")))
                .and(are(resideInAPackage(known).negate()))
                .and(are(resideInAnyPackage(allowed).negate()))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(known);
    }

    private void librariesStayInTheirPlace() {
        add(
                "sql_in_stores_only",
                noClasses()
                        .that(are(resideInAnyPackage(common + "..", server + "..", desktop + "..")))
                        .and(are(topLevelNameEndsWith("Store").negate()))
                        .and(are(resideInAnyPackage(
                                        server + ".db..",
                                        desktop + ".engine.store..",
                                        server + ".app..",
                                        desktop + ".app..")
                                .negate()))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql.."));
        add(
                "helidon_web_types_in_routes_only",
                noClasses()
                        .that(are(resideInAnyPackage(common + "..", server + "..", desktop + "..")))
                        .and(are(topLevelNameEndsWith("Routes").negate()))
                        .and(are(resideInAnyPackage(server + ".http..", server + ".app..")
                                .negate()))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.helidon.webserver..", "io.helidon.http..", "io.helidon.webclient.."));
        add("vlc_in_its_engine_only", onlyIn(desktop + ".engine.vlc..", "uk.co.caprica.."));
        add("webrtc_in_its_engine_only", onlyIn(desktop + ".engine.webrtc..", "dev.onvoid.webrtc.."));
    }

    private ArchRule onlyIn(String place, String library) {
        return noClasses()
                .that(are(resideInAnyPackage(common + "..", server + "..", desktop + "..")))
                .and()
                .resideOutsideOfPackage(place)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private void stateTimeAndOutput() {
        add("static_fields_are_final", fields().that().areStatic().should().beFinal());
        add("time_comes_from_the_clock", noClasses().should().accessTargetWhere(aReadingOfTheSystemClock()));
        add(
                "the_clock_is_made_in_app",
                noClasses()
                        .that(are(resideInAnyPackage(server + ".app..", desktop + ".app..", packaging + "..")
                                .negate()))
                        .should()
                        .accessTargetWhere(aSystemClock()));
        add(
                "standard_streams_in_commands_only",
                noClasses()
                        .that(are(topLevelNameEndsWith("Main").negate()))
                        .and()
                        .resideOutsideOfPackage(packaging + "..")
                        .should()
                        .accessTargetWhere(aStandardStream()));
    }

    private void wholeTree() {
        add(
                "packages_have_no_cycles",
                slices().matching(root + ".(**)").should().beFreeOfCycles());
        add("packages_are_null_marked", classes().should(beInANullMarkedPackage()));
    }

    private void add(String name, ArchRule rule) {
        rules.put(name, rule.allowEmptyShould(true));
    }
}
