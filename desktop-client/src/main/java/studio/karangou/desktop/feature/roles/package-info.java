/// People and what they are to Karangou, for who decides about it.
@NullMarked
package studio.karangou.desktop.feature.roles;

import org.jspecify.annotations.NullMarked;
