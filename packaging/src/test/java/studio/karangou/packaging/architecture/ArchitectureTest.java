package studio.karangou.packaging.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the code of all modules against every rule.
class ArchitectureTest {
    private static final String ROOT = "studio.karangou";
    private static final JavaClasses CODE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);
    private static final Map<String, ArchRule> RULES = ArchitectureRules.of(ROOT);

    static Set<String> rules() {
        return RULES.keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_code_keeps(String rule) {
        RULES.get(rule).check(CODE);
    }

    @Test
    void the_rules_see_the_code() {
        assertThat(CODE).anyMatch(type -> type.getPackageName().equals(ROOT + ".common.model"));
        assertThat(CODE).noneMatch(type -> type.getPackageName().startsWith(ROOT + ".planted"));
    }
}
