package studio.karangou.packaging.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.NullMarked;

/// What the rules ask of a class or of an access to one.
final class Predicates {
    private Predicates() {}

    /// Nested classes, lambdas and switch tables count as the class around them.
    static DescribedPredicate<JavaClass> topLevelNameEndsWith(String suffix) {
        return DescribedPredicate.describe(
                "named *" + suffix, type -> topLevel(type).getSimpleName().endsWith(suffix));
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Predicates::topLevel).orElse(type);
    }

    /// `now()` of any type of `java.time` without a clock, the system's milliseconds, `new Date()`.
    /// `System.nanoTime` measures durations and is free.
    static DescribedPredicate<JavaAccess<?>> aReadingOfTheSystemClock() {
        return DescribedPredicate.describe("reads the system clock", access -> {
            AccessTarget target = access.getTarget();
            JavaClass owner = target.getOwner();
            return switch (target.getName()) {
                case "now" -> owner.getPackageName().startsWith("java.time") && !takes(target, Clock.class);
                case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
                case "<init>" -> owner.isEquivalentTo(Date.class) && takesNothing(target);
                default -> false;
            };
        });
    }

    static DescribedPredicate<JavaAccess<?>> aSystemClock() {
        return DescribedPredicate.describe(
                "makes a system clock",
                access -> access.getTarget().getOwner().isEquivalentTo(Clock.class)
                        && (access.getTarget().getName().startsWith("system")
                                || (access.getTarget().getName().startsWith("tick")
                                        && !takes(access.getTarget(), Clock.class))));
    }

    static DescribedPredicate<JavaAccess<?>> aStandardStream() {
        return DescribedPredicate.describe(
                "writes to a standard stream",
                access -> access.getTarget().getOwner().isEquivalentTo(System.class)
                        && (access.getTarget().getName().equals("out")
                                || access.getTarget().getName().equals("err")));
    }

    static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type,
                        marked,
                        type.getName() + " is in a package that is " + (marked ? "" : "not ") + "marked"));
            }
        };
    }

    private static boolean takes(AccessTarget target, Class<?> parameter) {
        return target instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(parameter));
    }

    private static boolean takesNothing(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty();
    }
}
