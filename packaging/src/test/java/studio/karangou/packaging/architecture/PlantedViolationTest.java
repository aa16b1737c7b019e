package studio.karangou.packaging.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that each rule can fail: it must name the class that was planted to break it.
class PlantedViolationTest {
    private static final String ROOT = "studio.karangou.planted";
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);
    private static final Map<String, ArchRule> RULES = ArchitectureRules.of(ROOT);

    @ParameterizedTest
    @CsvSource({
        "model_depends_on_nothing_of_ours, common.model.KnowsTheProtocol",
        "common_depends_on_the_jdk_only, common.crypto.UsesJackson",
        "protocol_adds_jackson_and_zstd_only, common.protocol.UsesAnotherLibrary",
        "server_features_do_not_know_each_other, server.feature.films.KnowsMoney",
        "desktop_features_do_not_know_each_other, desktop.feature.films.KnowsMoney",
        "nobody_knows_the_desktop_app, desktop.ui.KnowsTheApp",
        "only_app_knows_engines, desktop.feature.films.KnowsAnEngine",
        "only_app_and_engines_know_features, desktop.shared.KnowsAFeature",
        "ui_knows_no_feature, desktop.ui.KnowsAFeature",
        "view_models_see_no_scene, desktop.feature.films.FilmViewModel",
        "platform_is_called_in_ui_only, desktop.app.CallsPlatform",
        "sql_in_stores_only, server.feature.films.UsesSql",
        "sql_in_stores_only, desktop.engine.delivery.UsesJdbi",
        "helidon_web_types_in_routes_only, server.feature.films.UsesHelidon",
        "vlc_in_its_engine_only, desktop.ui.UsesVlc",
        "webrtc_in_its_engine_only, desktop.ui.UsesWebrtc",
        "static_fields_are_final, server.db.HoldsStaticState",
        "time_comes_from_the_clock, server.app.ReadsInstant",
        "time_comes_from_the_clock, server.app.ReadsMilliseconds",
        "time_comes_from_the_clock, server.app.ReadsDate",
        "time_comes_from_the_clock, server.app.ReadsByReference",
        "the_clock_is_made_in_app, server.db.MakesAClock",
        "standard_streams_in_commands_only, server.db.Prints",
        "packages_have_no_cycles, server.jobs.KnowsTheStore",
        "packages_are_null_marked, unmarked.Unmarked",
    })
    void a_planted_violation_is_reported(String rule, String planted) {
        assertThat(RULES.get(rule).evaluate(PLANTED).getFailureReport().getDetails())
                .anyMatch(line -> line.contains(ROOT + "." + planted));
    }

    @Test
    void every_rule_has_a_planted_violation() throws NoSuchMethodException {
        Method test = getClass().getDeclaredMethod("a_planted_violation_is_reported", String.class, String.class);
        String[] rows = test.getAnnotation(CsvSource.class).value();
        assertThat(Arrays.stream(rows)
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .collect(Collectors.toSet()))
                .isEqualTo(RULES.keySet());
    }
}
