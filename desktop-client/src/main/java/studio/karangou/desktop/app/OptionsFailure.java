package studio.karangou.desktop.app;

import java.util.List;
import studio.karangou.common.model.Failure;

/// What can be wrong with the command line.
public sealed interface OptionsFailure extends Failure {
    /// An argument that means nothing here.
    record Unknown(String argument) implements OptionsFailure {
        @Override
        public String code() {
            return "options.unknown";
        }

        @Override
        public List<Object> arguments() {
            return List.of(argument);
        }
    }

    /// Another server than the one that the device is enrolled with; it is not used.
    record OtherServer(String asked, String enrolled) implements OptionsFailure {
        @Override
        public String code() {
            return "options.other-server";
        }

        @Override
        public List<Object> arguments() {
            return List.of(asked, enrolled);
        }
    }

    /// An option whose value is missing or cannot be used.
    record Wrong(String option, String expected) implements OptionsFailure {
        @Override
        public String code() {
            return "options.wrong";
        }

        @Override
        public List<Object> arguments() {
            return List.of(option, expected);
        }
    }
}
