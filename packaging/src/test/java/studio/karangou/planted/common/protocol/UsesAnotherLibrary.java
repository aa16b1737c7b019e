package studio.karangou.planted.common.protocol;

import com.tngtech.archunit.core.domain.JavaClass;

record UsesAnotherLibrary(JavaClass type) {}
