/// A person's own account: who they are, how they get in, where they are signed in, what is known of them.
@NullMarked
package studio.karangou.desktop.feature.account;

import org.jspecify.annotations.NullMarked;
