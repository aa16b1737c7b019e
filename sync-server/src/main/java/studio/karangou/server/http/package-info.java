/// What every route shares: who may call it, limits, answers, problem documents, logs, figures.
@NullMarked
package studio.karangou.server.http;

import org.jspecify.annotations.NullMarked;
